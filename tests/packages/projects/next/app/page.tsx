'use client';
// A static import: rendering on the server must not throw.
import type { CidCheck, CidScanner } from '@cid-elements/elements';
import type {} from '@cid-elements/elements/frameworks/react';
import '@cid-elements/elements/check/define';
import '@cid-elements/elements/scanner/define';
import { useEffect, useRef } from 'react';

// Templates are typed: what is no text is refused.
// @ts-expect-error
const refused = () => <cid-check verifier={5} />;
void refused;

export default function Page() {
  // What came from the server keeps neither handlers nor objects of a template (react/react#35446): a ref does both.
  const check = useRef<CidCheck>(null);
  const scanner = useRef<CidScanner>(null);
  useEffect(() => {
    if (!check.current || !scanner.current) return;
    check.current.config = { benefits: ['age'] };
    check.current.addEventListener('cid-done', (event) => {
      document.body.dataset.done = event.detail.result;
    });
    scanner.current.addEventListener('cid-scan', (event) => {
      document.body.dataset.read = String(event.detail.text.length);
    });
    scanner.current.start();
  }, []);
  return (
    <>
      <cid-check ref={check} verifier="training" sources="wedge" />
      <cid-scanner ref={scanner} sources="camera" />
    </>
  );
}
