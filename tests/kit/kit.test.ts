/**
 * The introduction kit: every document of a configuration fits its number of printed pages; and the page of
 * the kit.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { openChromium } from '../support/browser.js';
import { pagesOf } from '../support/repository-site.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

function kit(config: string, folder: string) {
  return spawnSync(process.execPath, [join(root, 'scripts/kit.mjs'), config, folder], {
    cwd: root,
    encoding: 'utf8',
  });
}

/** Reads one file of a zip archive (APPNOTE.TXT), with sizes from the central directory. */
function unzip(archive: Buffer, wanted: string): string {
  let at = archive.readUInt32LE(archive.lastIndexOf('PK\u0005\u0006') + 16);
  while (archive.readUInt32LE(at) === 0x02014b50) {
    const method = archive.readUInt16LE(at + 10);
    const size = archive.readUInt32LE(at + 20);
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const header = archive.readUInt32LE(at + 42);
    if (archive.toString('utf8', at + 46, at + 46 + name) === wanted) {
      const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
      const data = archive.subarray(start, start + size);
      return (method === 0 ? data : inflateRawSync(data)).toString('utf8');
    }
    at += 46 + name + extra + comment;
  }
  throw new Error(`${wanted} is not in the archive`);
}

describe('introduction kit', () => {
  let folder: string;
  let browser: Browser;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cid-kit-'));
    browser = await openChromium();
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('fills in the configuration and marks what only the institution knows', () => {
    const filled = join(folder, 'filled');
    const empty = join(folder, 'empty');
    writeFileSync(
      join(folder, 'full.json'),
      JSON.stringify({
        institution: { name: 'Библиотека <имени> «А & Б»', contact: '8 (000) 000-00-00' },
        act: { title: 'Положение', link: 'https://library.example/act' },
        benefits: ['student', 'pensioner'],
        checklist: { actPublished: '2026-02-01' },
        clauses: { '4.3': '7.7' },
      }),
    );
    writeFileSync(join(folder, 'empty.json'), '{}');
    for (const [config, out] of [
      ['full.json', filled],
      ['empty.json', empty],
    ] as const) {
      const { status, stderr } = kit(join(folder, config), out);
      assert.equal(status, 0, stderr);
    }
    const files = readdirSync(filled).sort();
    assert.deepEqual(files, readdirSync(empty).sort());
    assert.equal(files.filter((file) => file.endsWith('.docx')).length, 6);

    const read = (out: string, file: string) => readFileSync(join(out, file), 'utf8');
    assert.ok(read(filled, 'order-goskan.html').includes('Библиотека &lt;имени&gt; «А &amp; Б»'));
    assert.ok(read(filled, 'staff-memo.html').includes('(п. 7.7)'));
    assert.ok(read(filled, 'checklist.html').includes('1 февраля 2026'));
    assert.ok(read(filled, 'poster-a4.html').includes('статус пенсионера'));
    assert.ok(!read(filled, 'poster-a4.html').includes('многодетн'));
    assert.ok(
      read(empty, 'order-goskan.html').includes('<mark>[Впишите: полное название учреждения]</mark>'),
    );
    for (const draft of ['order-goskan', 'act-goskan', 'order-gateway', 'act-gateway']) {
      const document = unzip(readFileSync(join(filled, `${draft}.docx`)), 'word/document.xml');
      for (const words of ['черновик', 'юрист', 'Библиотека &lt;имени&gt;'])
        assert.ok(document.includes(words), draft);
    }
  });

  test('reports an invalid configuration and writes nothing', () => {
    for (const [content, words] of [
      ['{', 'the file is not valid JSON'],
      ['{"benefits":["hero"]}', 'benefits[0]'],
    ] as const) {
      const file = join(folder, 'wrong.json');
      writeFileSync(file, content);
      const out = join(folder, 'wrong');
      const { status, stderr } = kit(file, out);
      assert.equal(status, 1);
      assert.ok(stderr.includes(words), stderr);
      assert.throws(() => readdirSync(out));
    }
    assert.equal(kit(join(folder, 'none.json'), join(folder, 'wrong')).status, 1);
  });

  test('keeps one-page documents on one page with any font', async () => {
    const page = await browser.newPage();
    for (const font of ['', 'DejaVu Sans', 'Liberation Sans', 'Noto Sans'])
      for (const name of [
        'staff-memo',
        'checklist',
        'poster-a4',
        'desk-sign-a5',
        'visitor-steps-1920x1080',
      ]) {
        await page.goto(pathToFileURL(join(folder, 'empty', `${name}.html`)).href);
        if (font) await page.addStyleTag({ content: `body { font-family: '${font}' !important; }` });
        const pdf = await page.pdf({ preferCSSPageSize: true });
        assert.equal(pagesOf(pdf), 1, `${name} in ${font || 'the default font'}`);
      }
    await page.close();
  });

  test('fits the slide into 1920×1080 px', async () => {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await page.goto(pathToFileURL(join(folder, 'empty', 'visitor-steps-1920x1080.html')).href);
    const size = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.scrollHeight,
    ]);
    assert.deepEqual(size, [1920, 1080]);
    await page.close();
  });
});
