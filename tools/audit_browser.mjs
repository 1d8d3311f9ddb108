// Pages as a browser has them: accessibility in light and dark, what the console says, what Firefox's reader reads.
//
//   node audit_browser.mjs NODE_MODULES < input.json > output.json
//
// Input: {base, chromium, root, pages: [{kind, url}], looks: [{name, width, dark}], readers: [kind]}.
// Output: {pages: [{kind, look, issues: [], console: []}], readers: {kind: {title, author, date, text}}}.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const modules = process.argv[2];
const require = createRequire(join(modules, "index.js"));
const puppeteer = require("puppeteer");
const pa11y = require("pa11y");
const readability = readFileSync(require.resolve("@mozilla/readability/Readability.js"), "utf8");

const SECONDS_30 = 30000;
const FLAGS = [
  "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-sync",
  "--disable-background-networking", "--disable-component-update", "--disable-extensions",
];

async function check(browser, base, target, look) {
  const page = await browser.newPage();
  const said = [];
  watch(page, base, target.url, said);
  try {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: look.dark ? "dark" : "light" }]);
    const report = await pa11y(target.url, {
      browser,
      page,
      runners: ["axe", "htmlcs"],
      // What axe cannot judge (a menu item scrolled out of sight) is judged where it can: in another look.
      levelCapWhenNeedsReview: "warning",
      standard: "WCAG2AA",
      timeout: SECONDS_30,
      viewport: { width: look.width, height: 800 },
    });
    const issues = report.issues.map(brief);
    const beyond = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    if (beyond > 0) issues.push({ code: "wide", message: `${beyond} pixels wider than the screen`, selector: "html", context: "", runner: "audit" });
    return { kind: target.kind, look: look.name, issues, console: said };
  } catch (error) {
    const issues = [{ code: "not checked", message: String(error), selector: "", context: "", runner: "pa11y" }];
    return { kind: target.kind, look: look.name, issues, console: said };
  } finally {
    await page.close();
  }
}

function brief({ code, message, selector, context, runner }) {
  return { code, message, selector, context, runner };
}

// The console, failed requests, and any request that leaves the newsroom; the page's own status is not an error.
function watch(page, base, own, said) {
  page.on("console", (message) => {
    const about = message.location().url ?? "";
    if (message.type() === "error" && !(about === own && message.text().startsWith("Failed to load resource"))) {
      said.push(`${message.text()} ${about}`.trim());
    }
  });
  page.on("pageerror", (error) => said.push(`script error: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${base}/`) && !/^(data|about|blob):/.test(url)) said.push(`asks another host: ${url}`);
  });
}

function parse() {
  const found = new Readability(document.cloneNode(true)).parse();
  if (!found) return { title: "", author: "", date: "", text: "" };
  const text = found.textContent ?? "";
  return { title: found.title ?? "", author: found.byline ?? "", date: found.publishedTime ?? "", text };
}

async function readAsReader(browser, target) {
  const page = await browser.newPage();
  try {
    await page.goto(target.url, { waitUntil: "domcontentloaded", timeout: SECONDS_30 });
    // As text, not as a function that builds one: the page's policy forbids eval, the debugger does not.
    return await page.evaluate(`${readability}; (${parse})()`);
  } finally {
    await page.close();
  }
}

async function main() {
  const input = JSON.parse(readFileSync(0, "utf8"));
  const args = input.root ? [...FLAGS, "--no-sandbox"] : FLAGS;
  const browser = await puppeteer.launch({ executablePath: input.chromium, args });
  try {
    const output = { pages: [], readers: {} };
    for (const look of input.looks) {
      for (const target of input.pages) output.pages.push(await check(browser, input.base, target, look));
    }
    for (const target of input.pages.filter(({ kind }) => input.readers.includes(kind))) {
      output.readers[target.kind] = await readAsReader(browser, target);
    }
    process.stdout.write(JSON.stringify(output));
  } finally {
    await browser.close();
  }
}

await main();
