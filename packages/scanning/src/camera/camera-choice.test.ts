import { expect } from 'chai';
import { betterCamera } from './camera-choice.js';

const list = (...labels: string[]) => labels.map((label) => ({ deviceId: label, kind: 'videoinput', label }));
const better = (current: string, ...labels: string[]) =>
  betterCamera(list(...labels), { deviceId: current, label: current });

describe('betterCamera', () => {
  it('avoids ultra-wide and tele lenses of phones', () => {
    const iphone = ['Front Camera', 'Back Ultra Wide Camera', 'Back Telephoto Camera', 'Back Camera'];
    expect(better('Back Ultra Wide Camera', ...iphone)).to.equal('Back Camera');
    expect(better('Back Camera', ...iphone)).to.equal(null);
    expect(
      better('Задняя сверхширокоугольная камера', 'Задняя сверхширокоугольная камера', 'Задняя камера'),
    ).to.equal('Задняя камера');
  });

  it('prefers the lowest-numbered rear camera of Android', () => {
    const android = ['camera2 1, facing front', 'camera2 2, facing back', 'camera2 0, facing back'];
    expect(better('camera2 2, facing back', ...android)).to.equal('camera2 0, facing back');
    expect(better('camera2 0, facing back', ...android)).to.equal(null);
  });

  it('avoids infrared and virtual cameras of PCs, but keeps an ordinary one', () => {
    expect(better('Integrated IR Camera', 'Integrated IR Camera', 'Integrated Camera')).to.equal(
      'Integrated Camera',
    );
    expect(better('OBS Virtual Camera', 'OBS Virtual Camera', 'HD Webcam')).to.equal('HD Webcam');
    expect(better('HD Webcam', 'A4tech', 'HD Webcam')).to.equal(null);
    expect(better('', '', '')).to.equal(null);
  });

  it('matches whole words of the label', () => {
    for (const ordinary of [
      'MacBook Air Camera',
      'Macrosilicon USB Video',
      'Stellar HD',
      'FaceTime HD Camera (Built-in)',
      'Irbis Webcam',
      'Logitech BRIO Virtually-there',
      'Depthless Cam',
      'Chair camera',
      'Telemetry Cam',
      'Backlit Webcam',
    ])
      expect(better(ordinary, ordinary, 'HD Webcam'), ordinary).to.equal(null);
    for (const poor of [
      'Integrated IR Camera',
      'USB2.0 IR UVC WebCam',
      'IR-Camera',
      'Windows Hello (IR)',
      'HP Infrared',
      'Back Ultra-Wide Camera',
      'Macro lens',
      'Инфракрасная камера',
      'Snap Virtual Webcam',
    ])
      expect(better(poor, poor, isRearLabel(poor) ? 'Back Camera' : 'HD Webcam'), poor).not.to.equal(null);
  });
});

const isRearLabel = (label: string) => label.startsWith('Back');
