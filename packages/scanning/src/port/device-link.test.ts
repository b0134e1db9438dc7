import { expect } from 'chai';
import type { LinkResult } from './device-apis.js';
import { DeviceLink } from './device-link.js';

class Device {
  readonly calls: string[] = [];
  opening: Promise<void> = Promise.resolve();

  async open(): Promise<void> {
    this.calls.push('open');
    await this.opening;
  }

  async close(): Promise<void> {
    this.calls.push('close');
  }
}

/** A link to devices that are compared by identity, as in the browser. */
class TestLink extends DeviceLink<Device> {
  found: Device | undefined;
  chosen: Device | LinkResult = 'cancelled';

  protected async permitted() {
    return this.found;
  }
  protected async request() {
    return this.chosen;
  }
  protected openDevice(device: Device) {
    return device.open();
  }
  protected read(device: Device) {
    device.calls.push('read');
    return () => {
      device.calls.push('stop');
    };
  }
  protected isOf(device: Device, event: Event) {
    return (event as CustomEvent).detail === device;
  }
  protected modelOf() {
    return { vendorId: 1, productId: 2 };
  }
}

describe('DeviceLink', () => {
  let link: TestLink;
  let api: EventTarget;
  let events: string[];
  beforeEach(() => {
    api = new EventTarget();
    events = [];
    link = new TestLink(
      { onCode: () => {}, onLost: () => events.push('lost'), onFound: () => events.push('found') },
      api,
    );
  });
  afterEach(() => link.close());

  it('opens and reads the permitted device once', async () => {
    expect(await link.reconnect()).to.equal('none');
    const device = new Device();
    link.found = device;
    expect(await link.reconnect()).to.equal('open');
    expect(await link.reconnect()).to.equal('open');
    expect(device.calls).to.deep.equal(['open', 'read']);
    expect(link.model).to.deep.equal({ vendorId: 1, productId: 2 });
  });

  it('closes the device before it opens another one', async () => {
    const [first, second] = [new Device(), new Device()];
    link.found = first;
    await link.reconnect();
    link.chosen = second;
    expect(await link.choose()).to.equal('open');
    expect(first.calls).to.deep.equal(['open', 'read', 'stop', 'close']);
    expect(second.calls).to.deep.equal(['open', 'read']);
  });

  it('keeps the open device if it is chosen again or the chooser is cancelled', async () => {
    const device = new Device();
    link.chosen = device;
    await link.choose();
    expect(await link.choose()).to.equal('open');
    link.chosen = 'cancelled';
    expect(await link.choose()).to.equal('cancelled');
    expect(device.calls).to.deep.equal(['open', 'read']);
  });

  it('reports and closes only its own device on disconnect', async () => {
    const device = new Device();
    link.found = device;
    await link.reconnect();
    api.dispatchEvent(new CustomEvent('disconnect', { detail: new Device() }));
    expect(link.open).to.equal(true);
    api.dispatchEvent(new CustomEvent('disconnect', { detail: device }));
    expect(link.open).to.equal(false);
    api.dispatchEvent(new Event('connect'));
    expect(events).to.deep.equal(['lost', 'found']);
    await link.close();
    expect(device.calls).to.deep.equal(['open', 'read', 'stop', 'close']);
  });

  it('closes a device that opens after the link was closed', async () => {
    const device = new Device();
    let opened = () => {};
    device.opening = new Promise((resolve) => {
      opened = resolve;
    });
    link.found = device;
    const result = link.reconnect();
    await link.close();
    opened();
    expect(await result).to.equal('cancelled');
    expect(device.calls).to.deep.equal(['open', 'close']);
  });
});
