import { expect } from 'chai';
import { CameraWish } from './camera-wish.js';

describe('CameraWish', () => {
  it('asks for the unplugged camera where none was chosen', () => {
    const wish = new CameraWish(null);
    expect(wish.deviceId).to.equal(null);
    wish.setUnplugged('desk');
    expect(wish.deviceId).to.equal('desk');
    expect(wish.chosen).to.equal(null);
  });

  it('asks for the chosen camera, whatever was unplugged', () => {
    const wish = new CameraWish('ceiling');
    wish.setUnplugged('desk');
    expect(wish.deviceId).to.equal('ceiling');
  });

  it('collects settings, and drops those of the camera before at a choice', () => {
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

  it('keeps the choice over a reset', () => {
    const wish = new CameraWish('ceiling');
    wish.addSettings({ torch: true });
    wish.reset();
    expect(wish.deviceId).to.equal('ceiling');
    expect(wish.settings).to.deep.equal({});
  });
});
