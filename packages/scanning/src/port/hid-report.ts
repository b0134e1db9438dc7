import type { HidCollection, HidItem } from './device-apis.js';

/** Usages of the "Bar Code Scanner" page of USB HID POS 1.02, and the byte count of the generic page. */
const PAGE = 0x8c;
const DECODED_DATA = 0x8c00fe;
const CONTINUED = 0x8c00ff;
const BYTE_COUNT = 0x01003b;

/** Byte offsets within a report, after its id. */
export interface Layout {
  count: number;
  data: number;
  length: number;
  continued: number;
}

/** Report 2 of Zebra, Honeywell and Datalogic: count, AIM identifier, data, …, continuation flag. */
export const USUAL: Layout = { count: 0, data: 4, length: 56, continued: 62 };
export const USUAL_ID = 2;

const usagesOf = (item: HidItem): number[] => {
  if (!item.isRange) return item.usages ?? [];
  const { usageMinimum: from = 0, usageMaximum: to = 0 } = item;
  return Array.from({ length: Math.min(Math.max(0, to - from + 1), 256) }, (_, i) => from + i);
};

/** Whether the report descriptor declares a bar code scanner in POS mode. */
export function isScanner(collections: readonly HidCollection[]): boolean {
  return collections.some(
    (collection) =>
      (collection.usagePage === PAGE && (collection.usage === 1 || collection.usage === 2)) ||
      isScanner(collection.children ?? []),
  );
}

/** Layouts by report id, from the report descriptor. */
export function layoutsOf(collections: readonly HidCollection[]): Map<number, Layout> {
  const layouts = new Map<number, Layout>();
  for (const collection of collections) {
    for (const { reportId = 0, items = [] } of collection.inputReports ?? []) {
      const layout: Layout = { count: -1, data: -1, length: 0, continued: -1 };
      let bit = 0;
      for (const item of items) {
        const { reportSize = 0, reportCount = 0 } = item;
        const usages = item.isConstant ? [] : usagesOf(item);
        const at = (usage: number) => (bit + usages.indexOf(usage) * reportSize) >> 3;
        if (usages.includes(BYTE_COUNT)) layout.count = at(BYTE_COUNT);
        if (usages.includes(CONTINUED)) layout.continued = at(CONTINUED);
        if (usages.includes(DECODED_DATA)) {
          layout.data = at(DECODED_DATA);
          layout.length = (reportSize * (usages.length > 1 ? 1 : reportCount)) >> 3;
        }
        bit += reportSize * reportCount;
      }
      if (layout.data >= 0 && layout.length > 1) layouts.set(reportId, layout);
    }
    for (const [id, layout] of layoutsOf(collection.children ?? [])) layouts.set(id, layout);
  }
  return layouts;
}

/** The bytes of one report, and whether the code continues in the next. */
export function partOf(data: DataView, layout: Layout): { bytes: Uint8Array; more: boolean } {
  const here = Math.max(0, Math.min(layout.length, data.byteLength - layout.data));
  let bytes = new Uint8Array(data.buffer, data.byteOffset + layout.data, here);
  if (layout.count >= 0 && layout.count < data.byteLength) {
    bytes = bytes.subarray(0, data.getUint8(layout.count));
  } else {
    const end = bytes.indexOf(0); // Data without a count is padded with zeros.
    if (end >= 0) bytes = bytes.subarray(0, end);
  }
  const flag = layout.continued >= 0 && layout.continued < data.byteLength;
  return { bytes, more: flag && data.getUint8(layout.continued) !== 0 };
}
