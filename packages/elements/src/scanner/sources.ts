/** Values of the `sources` attribute. */
import type { SourceKind } from '@cid-elements/scanning/source';

export const SOURCES: readonly SourceKind[] = ['camera', 'wedge', 'image', 'serial', 'max'];

/** Default of the `sources` attribute. */
export const DEFAULT_SOURCES = 'camera wedge';

/** Sources that are turned on with a button. */
export type OnDemandSource = Extract<SourceKind, 'camera' | 'max'>;
