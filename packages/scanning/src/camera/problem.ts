/** Why there is no picture. Each has its own words and next step in the element. */
export type CameraProblem =
  /** The user, the browser's settings or the system refused. */
  | 'denied'
  /** No camera is connected. */
  | 'none'
  /** Another program holds the camera, or its driver does not start. Tried again by itself. */
  | 'busy'
  /** The page is not https or localhost: browsers hide cameras from it. */
  | 'insecure'
  /** The page around ours (or its Permissions-Policy header) does not let this frame use cameras. */
  | 'frame-forbidden'
  /** This browser has no cameras for pages at all. */
  | 'unsupported'
  /** It worked and is gone (unplugged, or no longer sends pictures). Comes back by itself. */
  | 'lost'
  /** It sends only black: a shutter, a cap, a sleeping sensor. Comes back by itself. */
  | 'black'
  /** The browser neither granted nor refused the camera within the time limit. A late answer still counts. */
  | 'unanswered'
  /** The browser falsifies what pages read from pictures (fingerprint protection): nothing can be decoded. */
  | 'canvas-falsified'
  /** Anything else, the decoder not loading included. */
  | 'failed';

interface PolicyLike {
  allowsFeature(feature: string): boolean;
}

function policyForbids(): boolean {
  const doc = document as Document & { permissionsPolicy?: PolicyLike; featurePolicy?: PolicyLike };
  const policy = doc.permissionsPolicy ?? doc.featurePolicy;
  return typeof policy?.allowsFeature === 'function' && !policy.allowsFeature('camera');
}

function inForeignFrame(): boolean {
  if (window.self === window.top) return false;
  try {
    return window.top?.location.origin !== location.origin;
  } catch {
    return true;
  }
}

/** What can be known without asking for a camera; `null` when asking makes sense. */
export function problemBefore(): CameraProblem | null {
  if (!isSecureContext) return 'insecure';
  if (typeof navigator.mediaDevices?.getUserMedia !== 'function') return 'unsupported';
  return policyForbids() ? 'frame-forbidden' : null;
}

/** The problem behind what `getUserMedia` threw, the names of older browsers included. */
export function problemOf(error: unknown): CameraProblem {
  switch ((error as { name?: unknown } | null | undefined)?.name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'PermissionDismissedError':
    case 'SecurityError':
      // Only Chromium tells a refused frame from a refusing user; elsewhere a foreign frame is the likelier cause.
      return policyForbids() || inForeignFrame() ? 'frame-forbidden' : 'denied';
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
    case 'ConstraintNotSatisfiedError':
      return 'none';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'SourceUnavailableError':
    case 'AbortError': // Firefox on Windows, and Chromium's "Timeout starting video source".
    case 'TimeoutError':
      return 'busy';
    case 'TimeLimitError':
      return 'unanswered';
    case 'TypeError':
    case 'NotSupportedError':
      return 'unsupported';
    default:
      return 'failed';
  }
}
