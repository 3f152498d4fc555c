// A peer that lives long and makes so many pictures when asked: a line with the number in, a line back.
//
//   node worker.mjs satori|chromium jobs.json sample.jpg [path of Chromium]

import { rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import sharp from "sharp";

const FAMILY = "Plus Jakarta Sans";
const WEIGHTS = [600, 700, 800];
const [mode, jobsFile, sample, chromium] = process.argv.slice(2);
const fontFile = (weight) => `node_modules/@fontsource/plus-jakarta-sans/files/plus-jakarta-sans-latin-${weight}-normal.woff`;
const place = (item) => ({ position: "absolute", left: item.left, top: item.top, width: item.width, height: item.height });
const element = (type, style, more = {}) => ({ type, props: { style, ...more } });
const cut = ({ photo, frame }) => sharp(photo).rotate().resize(frame.width, frame.height, { fit: "cover", kernel: "cubic" });

sharp.concurrency(1); // one thread for each of the processes
sharp.cache(false); // libvips would keep a decoded photo, which eight schools' photos do not allow

// What is drawn on the photo, for satori as it is and for Chromium as HTML.
function drawing(job) {
  const boxes = job.boxes.map((box) => element("div", { ...place(box), backgroundColor: box.color, borderRadius: box.radius }));
  const logos = job.logos.map((logo) => element("img", place(logo), { src: logo.source, width: logo.width, height: logo.height }));
  const texts = job.texts.map((text) =>
    element(
      "div",
      {
        ...{ position: "absolute", left: text.left, top: text.top, width: text.width, fontFamily: FAMILY },
        ...{ fontSize: text.size, fontWeight: text.weight, lineHeight: text.leading, letterSpacing: text.tracking, color: text.color },
      },
      { children: text.text },
    ),
  );
  return element("div", { display: "flex", position: "relative", width: job.width, height: job.height }, { children: [...boxes, ...logos, ...texts] });
}

// Logos are decoded and made as small as they are drawn just once.
async function prepared(job) {
  const logos = job.logos.map(async (logo) => {
    const small = await sharp(logo.file).resize(logo.width, logo.height, { fit: "fill" }).png().toBuffer();
    return { ...logo, source: `data:image/png;base64,${small.toString("base64")}` };
  });
  return { ...job, logos: await Promise.all(logos) };
}

async function withSatori() {
  const { default: satori } = await import("satori");
  const { Resvg } = await import("@resvg/resvg-js");
  const fonts = await Promise.all(WEIGHTS.map(async (weight) => ({ name: FAMILY, weight, data: await readFile(fontFile(weight)) })));
  return async (job) => {
    const { width, height } = job;
    const svg = await satori(drawing(job), { width, height, fonts });
    const overlay = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
    // In one go with the rest, sharp takes twice as long.
    const photo = await cut(job).raw().toBuffer();
    return sharp(photo, { raw: { ...job.frame, channels: 3 } })
      .extend({ bottom: height - job.frame.height })
      .composite([{ input: overlay.pixels, raw: { width, height, channels: 4, premultiplied: true } }])
      .jpeg({ quality: 90, chromaSubsampling: "4:4:4" })
      .toBuffer();
  };
}

const css = (style) =>
  Object.entries(style)
    .map(([name, value]) => {
      const unit = typeof value === "number" && !["fontWeight", "lineHeight"].includes(name) ? "px" : "";
      return `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${value}${unit}`;
    })
    .join(";");

function html({ type, props: { style, children = "", src } }) {
  const inside = Array.isArray(children) ? children.map(html).join("") : children.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  return type === "img" ? `<img src="${src}" style="${css(style)}">` : `<div style='${css(style)}'>${inside}</div>`;
}

// One page that stays open. Handing Chromium the 12 MP original costs it more than a photo that sharp has cut.
async function withChromium() {
  const { chromium: playwright } = await import("playwright-core");
  const args = ["--disable-gpu", "--font-render-hinting=none", "--hide-scrollbars"];
  const browser = await playwright.launch({ executablePath: chromium, args, chromiumSandbox: false });
  const page = await browser.newPage({ viewport: { width: 1080, height: 1350 } });
  const faces = WEIGHTS.map((weight) => `@font-face{font-family:"${FAMILY}";font-weight:${weight};src:url(${fontFile(weight)})}`);
  const start = `<!doctype html><meta charset="utf-8"><style>${faces.join("")} body{margin:0}</style><body></body>`;
  const pageFile = fileURLToPath(new URL(`page-${process.pid}.html`, import.meta.url));
  const photoFile = fileURLToPath(new URL(`photo-${process.pid}.jpg`, import.meta.url));
  await writeFile(pageFile, start);
  await page.goto(pathToFileURL(pageFile).href);
  const wire = await page.context().newCDPSession(page);
  let number = 0;
  process.on("exit", () => [pageFile, photoFile].forEach((file) => rmSync(file, { force: true })));
  return async (job) => {
    await cut(job).jpeg({ quality: 95 }).toFile(photoFile);
    number += 1;
    const style = css({ position: "absolute", left: 0, top: 0, ...job.frame });
    const body = `<img src="photo-${process.pid}.jpg?${number}" style="${style}">${html(drawing(job))}`;
    await page.evaluate(async (markup) => {
      document.body.innerHTML = markup;
      await Promise.all([...document.images].map((image) => image.decode()));
      await document.fonts.ready;
    }, body);
    const { data } = await wire.send("Page.captureScreenshot", { format: "jpeg", quality: 90 });
    return Buffer.from(data, "base64");
  };
}

const jobs = await Promise.all(JSON.parse(await readFile(jobsFile, "utf8")).map(prepared));
const picture = await { satori: withSatori, chromium: withChromium }[mode]();
for (const [number, job] of jobs.entries()) {
  const jpeg = await picture(job);
  if (number === 0) await writeFile(sample, jpeg);
}
console.log("ready");
let turn = 0;
for await (const line of createInterface({ input: process.stdin })) {
  for (let count = Number(line); count > 0; count -= 1) {
    await picture(jobs[turn % jobs.length]);
    turn += 1;
  }
  console.log("done");
}
process.exit(0);
