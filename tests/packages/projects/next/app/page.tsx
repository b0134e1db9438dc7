'use client';
// A static import proves that server rendering does not throw.
import type { CidCheck, CidScanner } from '@cid-elements/elements';
import type {} from '@cid-elements/elements/frameworks/react';
import '@cid-elements/elements/check/define';
import '@cid-elements/elements/scanner/define';
import { useEffect, useRef } from 'react';

// Type test: a number must not compile as a string attribute.
// @ts-expect-error
const refused = () => <cid-check verifier={5} />;
void refused;

export default function Page() {
  // Server-rendered custom elements get neither handlers nor object properties (react/react#35446), so a ref
  // sets both.
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
