/** All documents of the kit for one configuration. Uses neither DOM nor Node. */
import type { Config } from '@cid-elements/core';
import type { KitDocument } from './document.js';
import { factsOf } from './facts.js';
import { gatewayAct, goskanAct } from './templates/acts.js';
import { gatewayOrder, goskanOrder } from './templates/orders.js';
import { checklist, staffMemo } from './templates/staff.js';
import { deskSign, poster, slide } from './templates/visitors.js';

/** Layouts that are also written as DOCX for editing. */
export const isEditable = ({ layout }: KitDocument): boolean => layout === 'draft' || layout === 'page';

export function kitDocuments(config: Config): readonly KitDocument[] {
  const facts = factsOf(config);
  return [
    goskanOrder,
    goskanAct,
    gatewayOrder,
    gatewayAct,
    staffMemo,
    checklist,
    poster,
    deskSign,
    slide,
  ].map((template) => template(facts));
}
