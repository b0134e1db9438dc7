import type { CidDoneDetail, CidScanDetail, CidScanner } from '@cid-elements/elements';
import type {} from '@cid-elements/elements/frameworks/react';
import '@cid-elements/elements/check/define';
import '@cid-elements/elements/scanner/define';
import { useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';

// Type test: a number must not compile as a string attribute.
// @ts-expect-error
export const refused = <cid-check verifier={5} />;

function App() {
  const scanner = useRef<CidScanner>(null);
  useEffect(() => scanner.current?.start(), []);
  return (
    <>
      <cid-check
        verifier="training"
        sources="wedge"
        config={{ benefits: ['age'] }}
        oncid-done={(event: CustomEvent<CidDoneDetail>) => {
          document.body.dataset.done = event.detail.result;
        }}
      />
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

createRoot(document.getElementById('app')!).render(<App />);
