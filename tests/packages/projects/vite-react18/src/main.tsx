// React 18 converts objects to strings and does not support custom events, so a ref sets both.
import type { CidCheck, CidScanner } from '@cid-elements/elements';
import type {} from '@cid-elements/elements/frameworks/react';
import '@cid-elements/elements/check/define';
import '@cid-elements/elements/scanner/define';
import { useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';

function App() {
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

createRoot(document.getElementById('app')!).render(<App />);
