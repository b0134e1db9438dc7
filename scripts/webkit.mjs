// WebKitGTK through WebKitWebDriver under Xvfb, as a browser of @web/test-runner.
import { spawn } from 'node:child_process';
import { webdriverLauncher } from '@web/test-runner-webdriver';

const DISPLAY = ':97';
const PORT = 4497;

export function webkitLauncher() {
  const env = { ...process.env, DISPLAY, LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_DMABUF_RENDERER: '1' };
  const xvfb = spawn('Xvfb', [DISPLAY, '-screen', '0', '1280x1024x24'], { stdio: 'ignore' });
  const driver = spawn('WebKitWebDriver', [`--port=${PORT}`], { env, stdio: 'ignore' });
  process.on('exit', () => {
    driver.kill();
    xvfb.kill();
  });
  return webdriverLauncher({
    automationProtocol: 'webdriver',
    hostname: '127.0.0.1',
    port: PORT,
    path: '/',
    capabilities: {
      browserName: 'MiniBrowser',
      'wdio:enforceWebDriverClassic': true, // it knows no BiDi and refuses a session that asks for it
      'webkitgtk:browserOptions': {
        binary: '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
        args: ['--automation', '--enable-media-stream=true', '--enable-mock-capture-devices=true'],
      },
    },
  });
}
