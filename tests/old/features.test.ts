/**
 * Searches the bundle for features newer than Chromium 109, Firefox 115 or Safari 16.4 with a list of
 * patterns. It is not complete, but finds common mistakes.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundle } from '../support/host-site.js';

const method = (...names: string[]) => new RegExp(`\\.(?:${names.join('|')})\\(`);

const NEWER: readonly (readonly [string, RegExp])[] = [
  ['Uint8Array from base64 or hex, to hex', /Uint8Array\.from(?:Base64|Hex)|\.toHex\(/],
  ['copying array methods (Chromium 110)', method('toSorted', 'toReversed', 'toSpliced')],
  ['Array.fromAsync', /Array\.fromAsync/],
  ['Object.groupBy, Map.groupBy', /\b(?:Object|Map)\.groupBy/],
  ['Promise.withResolvers, Promise.try', /Promise\.(?:withResolvers|try)\b/],
  ['Set methods', method('isSubsetOf', 'isSupersetOf', 'isDisjointFrom', 'symmetricDifference')],
  [
    'iterator helpers',
    /\.(?:values|keys|entries)\(\)\.(?:map|filter|take|drop|toArray|some|every|find|reduce)\(/,
  ],
  ['well-formed strings', method('isWellFormed', 'toWellFormed')],
  ['ArrayBuffer.transfer', method('transferToFixedLength')],
  ['RegExp.escape, the v flag', /RegExp\.escape|\/[gimsuy]*v[gimsuy]*\.(?:test|exec)\(/],
  ['`using`', /\b(?:await )?using [a-z_$][\w$]*\s*=/i],
  ['AbortSignal.any (Chromium 116)', /AbortSignal\.any\b/],
  ['URL.canParse, URL.parse', /\bURL\.(?:canParse|parse)\b/],
  ['setHTMLUnsafe, getHTML, moveBefore', method('setHTMLUnsafe', 'getHTML', 'moveBefore', 'checkVisibility')],
  ['view transitions', /startViewTransition/],
  ['popover, invokers', /showPopover|togglePopover|popovertarget|commandfor/],
  ['CSS modules, import attributes', /import\([^)]*,\s*\{\s*with\b| with\s*\{\s*type:/],
  ['Intl.DurationFormat', /Intl\.DurationFormat/],
  [':state() (Chromium 125)', /:state\(/],
  ['CSS nesting', /[{;]\s*&[\s:.[{>]/],
  ['color-mix(), light-dark(), relative colours', /color-mix\(|light-dark\(|\b(?:rgb|hsl|oklch)\(from /],
  ['@scope, @starting-style, @property', /@scope|@starting-style|@property/],
  ['field-sizing, interpolate-size', /field-sizing|interpolate-size|calc-size\(/],
  ['anchor positioning', /anchor-name|position-anchor/],
  ['subgrid (Chromium 117)', /subgrid/],
];

/** Features that one of the three lacks, with the feature detection that must precede their use. */
const ASKED_FOR: readonly (readonly [string, RegExp, RegExp])[] = [
  [
    'requestVideoFrameCallback (not in Firefox 115)',
    /\.requestVideoFrameCallback\(/,
    /["'`]requestVideoFrameCallback["'`]in |requestVideoFrameCallback\?|typeof [\w.$]+\.requestVideoFrameCallback/,
  ],
  [
    'Uint8Array base64 (Chromium 140)',
    /\.toBase64\(/,
    /["'`]function["'`]===?typeof [^;]{1,60}\.toBase64|typeof [^;]{1,60}\.toBase64===?["'`]function/,
  ],
  [':has() (Firefox 121)', /:has\(/, /@supports selector\(:has\(/],
  ['VideoFrame (not in Firefox 115)', /instanceof VideoFrame|new VideoFrame/, /typeof VideoFrame/],
];

const scripts = [...bundle].filter(([name]) => name.endsWith('.js'));

test('the bundle exists', () => assert.ok(scripts.length > 10));

for (const [name, sign] of NEWER) {
  test(`the bundle has no ${name}`, () => {
    for (const [file, content] of scripts) {
      const found = sign.exec(content.toString());
      assert.equal(
        found?.[0],
        undefined,
        `${file}: …${content.toString().substr((found?.index ?? 0) - 40, 120)}…`,
      );
    }
  });
}

for (const [name, use, question] of ASKED_FOR) {
  test(`${name} is used only after feature detection`, () => {
    for (const [file, content] of scripts) {
      const text = content.toString();
      if (use.test(text)) assert.match(text, question, file);
    }
  });
}
