import {
  type AfterViewInit,
  Component,
  CUSTOM_ELEMENTS_SCHEMA,
  type ElementRef,
  viewChild,
} from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import type { CidDoneDetail, CidScanDetail, CidScanner } from '@cid-elements/elements';
import '@cid-elements/elements/check/define';
import '@cid-elements/elements/scanner/define';

@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <cid-check verifier="training" sources="wedge" [config]="{ benefits: ['age'] }" (cid-done)="done($event)" />
    <cid-scanner #scanner sources="camera" (cid-scan)="read($event)" />
  `,
})
class App implements AfterViewInit {
  readonly scanner = viewChild.required<ElementRef<CidScanner>>('scanner');

  ngAfterViewInit(): void {
    this.scanner().nativeElement.start();
  }

  done(event: CustomEvent<CidDoneDetail>): void {
    document.body.dataset.done = event.detail.result;
  }

  read(event: CustomEvent<CidScanDetail>): void {
    document.body.dataset.read = String(event.detail.text.length);
  }
}

bootstrapApplication(App);
