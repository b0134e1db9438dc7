/** The sources that are loaded only when wanted: pictures and their decoder, MAX's reader, scanners on a port. */

export { createDecoder, type Decoder } from '@cid-elements/scanning';
export { Camera, type CameraProblem, type CameraStatus } from '@cid-elements/scanning/camera/camera';
