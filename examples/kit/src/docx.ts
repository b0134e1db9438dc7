/** Renders a document of the kit as an editable DOCX file. Imported dynamically, because `docx` is large. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  HeadingLevel,
  LevelFormat,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { type Block, gapText, type Inline, type KitDocument, unbroken } from './document.js';

/** Twips (1/20 of a point) per millimetre. */
const TWIPS_PER_MM = 1440 / 25.4;
const mm = (value: number): number => Math.round(value * TWIPS_PER_MM);

const run = (part: Inline, bold = false): TextRun => {
  if (typeof part === 'string') return new TextRun({ text: unbroken(part), bold });
  if ('strong' in part) return new TextRun({ text: part.strong, bold: true });
  return new TextRun({ text: gapText(part), bold, shading: { type: ShadingType.CLEAR, fill: 'FFF3C4' } });
};
const runs = (parts: readonly Inline[]): TextRun[] => parts.map((part) => run(part));

/** @param width of the column, per cent. */
const cell = (parts: readonly Inline[], width = 0, isHead = false): TableCell =>
  new TableCell({
    children: [new Paragraph({ spacing: { after: 0 }, children: parts.map((part) => run(part, isHead)) })],
    width: { size: width, type: WidthType.PERCENTAGE },
    margins: { top: mm(1), bottom: mm(1), left: mm(2), right: mm(2) },
    ...(isHead && { shading: { type: ShadingType.CLEAR, fill: 'F3F5F7' } }),
  });

/** Tables occur only in one-page documents, with margins of 12 mm. */
const TABLE_WIDTH = mm(210 - 24);

const DASHED = { style: BorderStyle.DASHED, size: 4, color: '6B3D00', space: 4 };

/** @param list number of this block: the numbering of each list starts at one. */
function render(one: Block, list: number): FileChild[] {
  switch (one.kind) {
    case 'heading':
      return [new Paragraph({ heading: HeadingLevel.HEADING_2, children: [new TextRun(one.text)] })];
    case 'paragraph':
      return [new Paragraph({ children: runs(one.text) })];
    case 'centred':
      return [new Paragraph({ alignment: AlignmentType.CENTER, children: runs(one.text) })];
    case 'clause':
      return [
        new Paragraph({
          alignment: AlignmentType.JUSTIFIED,
          children: [new TextRun(`${one.number}. `), ...runs(one.text)],
        }),
      ];
    case 'signature':
      return [new Paragraph({ spacing: { before: 480 }, children: runs(one.text) })];
    case 'remark':
      return [
        new Paragraph({
          indent: { left: mm(1.5), right: mm(1.5) },
          border: { top: DASHED, bottom: DASHED, left: DASHED, right: DASHED },
          children: runs(one.text),
        }),
      ];
    case 'list':
      return one.items.map((item) => new Paragraph({ bullet: { level: 0 }, children: runs(item) }));
    case 'steps': {
      return one.items.map(
        (item) =>
          new Paragraph({
            numbering: { reference: 'steps', level: 0, instance: list },
            children: runs(item),
          }),
      );
    }
    case 'table':
      return [
        new Table({
          width: { size: 100, type: WidthType.PERCENTAGE },
          layout: TableLayoutType.FIXED,
          columnWidths: one.widths.map((width) => Math.round((TABLE_WIDTH * width) / 100)),
          rows: [
            new TableRow({
              tableHeader: true,
              children: one.head.map((text, index) => cell([text], one.widths[index], true)),
            }),
            ...one.rows.map(
              (row) =>
                new TableRow({
                  cantSplit: true,
                  children: row.map((parts, index) => cell(parts, one.widths[index])),
                }),
            ),
          ],
        }),
        new Paragraph({}),
      ];
  }
}

export function toDocx({ title, layout, blocks }: KitDocument): Document {
  const isDraft = layout === 'draft';
  const font = isDraft ? 'Times New Roman' : 'Arial';
  const size = isDraft ? 24 : 22; // half-points
  const margin = isDraft
    ? { top: mm(20), right: mm(15), bottom: mm(20), left: mm(30) }
    : { top: mm(12), right: mm(12), bottom: mm(12), left: mm(12) };
  const name = isDraft
    ? []
    : [new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(title)] })];
  const colour = '14171A';
  return new Document({
    title,
    creator: 'cid-elements',
    lastModifiedBy: 'cid-elements',
    styles: {
      default: {
        document: {
          run: { font, size, language: { value: 'ru-RU' } },
          paragraph: { spacing: { after: 100 } },
        },
        heading1: {
          run: { font, size: size + 12, bold: true, color: colour },
          paragraph: { keepNext: true, spacing: { after: 100 } },
        },
        heading2: {
          run: { font, size: size + (isDraft ? 0 : 4), bold: true, color: colour },
          paragraph: {
            keepNext: true,
            spacing: { before: 160, after: 80 },
            ...(isDraft && { alignment: AlignmentType.CENTER }),
          },
        },
      },
    },
    numbering: {
      config: [
        {
          reference: 'steps',
          levels: [
            {
              level: 0,
              format: LevelFormat.DECIMAL,
              text: '%1.',
              alignment: AlignmentType.START,
              style: { paragraph: { indent: { left: mm(8), hanging: mm(6) } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: { page: { size: { width: mm(210), height: mm(297) }, margin } },
        children: [...name, ...blocks.flatMap(render)],
      },
    ],
  });
}
