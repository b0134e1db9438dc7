/** The words of the `sources` attribute. */
import type { SourceKind } from '@cid-elements/scanning/source';

export const SOURCES: readonly SourceKind[] = ['camera', 'wedge', 'image', 'serial', 'max'];

/** What is offered unless the page says otherwise. */
export const DEFAULT_SOURCES = 'camera wedge';

/** Sources that are turned on with a button. */
export type OnDemandSource = Extract<SourceKind, 'camera' | 'max'>;
