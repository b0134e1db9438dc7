'use client';
// A static import: rendering on the server must not throw.
import type { CidScanDetail, CidScanner } from '@cid-elements/elements';
import type {} from '@cid-elements/elements/frameworks/react';
import '@cid-elements/elements/check/define';
import '@cid-elements/elements/scanner/define';
import { useEffect, useRef } from 'react';

export default function Page() {
  const scanner = useRef<CidScanner>(null);
  useEffect(() => {
    document.addEventListener('cid-done', (event) => {
      document.body.dataset.done = (event as CustomEvent<{ result: string }>).detail.result;
    });
    scanner.current?.start();
  }, []);
  return (
    <>
      <cid-check verifier="training" sources="wedge" />
      <cid-scanner
        ref={scanner}
        sources="camera"
        oncid-scan={(event: CustomEvent<CidScanDetail>) => {
          document.body.dataset.read = String(event.detail.text.length);
        }}
      />
    </>
  );
}
