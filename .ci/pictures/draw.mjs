// Pages become pictures, as wide as a phone.
import puppeteer from 'puppeteer-core';

export const WIDTH = 390;

// draw draws one part of each page { html, part }, where part is a selector, into
// a file of its name.
export async function draw(pages) {
  const browser = await puppeteer.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars'] });
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: WIDTH, height: 800, deviceScaleFactor: 1.5 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
    for (const [name, { html, part }] of Object.entries(pages)) {
      await page.setContent(html, { waitUntil: 'load' });
      await (await page.$(part)).screenshot({ path: `${name}.png` });
    }
  } finally {
    await browser.close();
  }
}
