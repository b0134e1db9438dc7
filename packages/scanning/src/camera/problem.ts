/** Why there is no video. The element has a text and a next step for each. */
export type CameraProblem =
  /** The user, the browser's settings or the system denied access. */
  | 'denied'
  /** No camera is connected. */
  | 'none'
  /** Another program holds the camera, or its driver does not start. Retried automatically. */
  | 'busy'
  /** The page is no secure context (https or localhost), so the browser offers no cameras. */
  | 'insecure'
  /**
   * The embedding page (`allow` attribute or Permissions-Policy) does not allow this frame to use cameras.
   */
  | 'frame-forbidden'
  /** The browser has no `getUserMedia`. */
  | 'unsupported'
  /** The camera worked before, but was unplugged or delivers no more frames. Recovers automatically. */
  | 'lost'
  /** All frames are black (privacy shutter, lens cap). Recovers automatically. */
  | 'black'
  /** The permission request was not answered within the time limit. A late answer is still used. */
  | 'unanswered'
  /** The browser falsifies canvas pixels (fingerprint protection), so nothing can be decoded. */
  | 'canvas-falsified'
  /** Any other failure, also if the decoder does not load. */
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

/** A problem that is known before a camera is requested; `null` if there is none. */
export function problemBefore(): CameraProblem | null {
  if (!isSecureContext) return 'insecure';
  if (typeof navigator.mediaDevices?.getUserMedia !== 'function') return 'unsupported';
  return policyForbids() ? 'frame-forbidden' : null;
}

/** Maps an error of `getUserMedia` to a problem, also by the error names of older browsers. */
export function problemOf(error: unknown): CameraProblem {
  switch ((error as { name?: unknown } | null | undefined)?.name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'PermissionDismissedError':
    case 'SecurityError':
      // Only Chromium exposes the policy. In other browsers a cross-origin frame is the likelier cause.
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
