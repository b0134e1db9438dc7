// WebKitGTK under Xvfb, driven by WebKitWebDriver (W3C WebDriver, classic).
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { listenOnFreePort } from './listen.mjs';

const START_TIMEOUT_MS = 30_000;

/** A free port. Another process may take it before it is used, so the caller has to retry. */
async function freePort() {
  const server = createServer();
  const port = await listenOnFreePort(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts an X server that chooses a free display itself, so that several runs can share one machine. */
async function startDisplay() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await new Promise((resolve, reject) => {
    let output = '';
    server.stdio[3]?.on('data', (chunk) => {
      output += chunk;
      if (output.includes('\n')) resolve(`:${output.trim()}`);
    });
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`Xvfb ended with ${code} before it had a display`)));
  });
  return { server, display };
}

/** Starts the driver on a free port and waits until it is ready. */
async function startDriver(env) {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const port = await freePort();
    const driver = spawn('WebKitWebDriver', [`--port=${port}`], { env, stdio: 'ignore' });
    let ended = false;
    driver.on('error', () => {
      ended = true;
    });
    driver.on('exit', () => {
      ended = true;
    });
    while (!ended && Date.now() < deadline) {
      try {
        await fetch(`http://127.0.0.1:${port}/status`);
        if (!ended) return { driver, port };
      } catch {
        await sleep(50);
      }
    }
    driver.kill();
  }
  throw new Error('WebKitWebDriver did not start');
}

/**
 * Starts the driver with its own X server. Both end with this process.
 * @returns {Promise<{ port: number, stop: () => void, capabilities: Record<string, unknown> }>}
 */
export async function startWebKit() {
  const { server, display } = await startDisplay();
  const stopDisplay = () => server.kill();
  process.on('exit', stopDisplay);
  const { driver, port } = await startDriver({
    ...process.env,
    DISPLAY: display,
    LIBGL_ALWAYS_SOFTWARE: '1',
    WEBKIT_DISABLE_DMABUF_RENDERER: '1',
  });
  const stop = () => {
    driver.kill();
    stopDisplay();
  };
  process.on('exit', stop);
  return {
    port,
    stop,
    capabilities: {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': {
        binary: '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
        args: ['--automation', '--enable-media-stream=true', '--enable-mock-capture-devices=true'],
      },
    },
  };
}
