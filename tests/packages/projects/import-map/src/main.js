import '@cid-elements/elements/check/define';
import '@cid-elements/elements/scanner/define';

document.addEventListener('cid-done', (event) => {
  document.body.dataset.done = event.detail.result;
});
const scanner = document.querySelector('cid-scanner');
scanner.addEventListener('cid-scan', (event) => {
  document.body.dataset.read = String(event.detail.text.length);
});
scanner.start();
