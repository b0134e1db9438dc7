import { expect } from 'chai';
import { CameraRequest } from './camera-request.js';

describe('CameraRequest', () => {
  it('requests the unplugged camera if none was chosen', () => {
    const request = new CameraRequest(null);
    expect(request.deviceId).to.equal(null);
    request.setUnplugged('desk');
    expect(request.deviceId).to.equal('desk');
    expect(request.chosen).to.equal(null);
  });

  it('requests the chosen camera, even if another one was unplugged', () => {
    const request = new CameraRequest('ceiling');
    request.setUnplugged('desk');
    expect(request.deviceId).to.equal('ceiling');
  });

  it('merges settings, and drops them when another camera is chosen', () => {
    const request = new CameraRequest(null);
    request.addSettings({ torch: true });
    request.addSettings({ zoom: 2 });
    expect(request.settings).to.deep.equal({ torch: true, zoom: 2 });
    const { generation } = request;
    request.setUnplugged('desk');
    request.choose('ceiling');
    expect(request.settings).to.deep.equal({});
    expect(request.generation).to.equal(generation + 1);
    request.choose(null);
    expect(request.deviceId).to.equal(null);
  });

  it('keeps the choice after reset()', () => {
    const request = new CameraRequest('ceiling');
    request.addSettings({ torch: true });
    request.reset();
    expect(request.deviceId).to.equal('ceiling');
    expect(request.settings).to.deep.equal({});
  });
});
