// Type test: a handler with a wrong event detail must not compile.
import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import type { CidDoneDetail } from '@cid-elements/elements';
import '@cid-elements/elements/scanner/define';

@Component({
  selector: 'app-refused',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: '<cid-scanner (cid-scan)="done($event)" />',
})
export class Refused {
  done(event: CustomEvent<CidDoneDetail>): string {
    return event.detail.result;
  }
}
