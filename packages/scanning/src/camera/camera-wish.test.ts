import { expect } from 'chai';
import { CameraWish } from './camera-wish.js';

describe('CameraWish', () => {
  it('requests the unplugged camera if none was chosen', () => {
    const wish = new CameraWish(null);
    expect(wish.deviceId).to.equal(null);
    wish.setUnplugged('desk');
    expect(wish.deviceId).to.equal('desk');
    expect(wish.chosen).to.equal(null);
  });

  it('requests the chosen camera, even if another one was unplugged', () => {
    const wish = new CameraWish('ceiling');
    wish.setUnplugged('desk');
    expect(wish.deviceId).to.equal('ceiling');
  });

  it('merges settings, and drops them when another camera is chosen', () => {
    const wish = new CameraWish(null);
    wish.addSettings({ torch: true });
    wish.addSettings({ zoom: 2 });
    expect(wish.settings).to.deep.equal({ torch: true, zoom: 2 });
    const { generation } = wish;
    wish.setUnplugged('desk');
    wish.choose('ceiling');
    expect(wish.settings).to.deep.equal({});
    expect(wish.generation).to.equal(generation + 1);
    wish.choose(null);
    expect(wish.deviceId).to.equal(null);
  });

  it('keeps the choice after reset()', () => {
    const wish = new CameraWish('ceiling');
    wish.addSettings({ torch: true });
    wish.reset();
    expect(wish.deviceId).to.equal('ceiling');
    expect(wish.settings).to.deep.equal({});
  });
});
