import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Json } from "@sfn-websocket/languages/json";
import { judgeAudit } from "../../security-check/ask-audit";
import { listScripted, listUnpinned } from "../../security-check/list-scripted";
import { readInstallScripts, readPromises } from "../../security-check/promises";
import { judge, runTests } from "../../security-check/run-tests";
import { printVerdicts } from "../../security-check/verdict";

const PROJECT = join(__dirname, "..", "..", "..", "..");
const read = (...names: string[]) => readFileSync(join(PROJECT, ...names), "utf8");
const PAGE = read(".github", "SECURITY.md");
const LOCK = JSON.parse(read("package-lock.json")) as Json;

describe("SECURITY.md", () => {
  it.each(readPromises(PAGE).map(({ promise, file, test }) => [promise, file, test]))(
    "promises what a test holds: %s",
    (_, file, test) => expect(read(file)).toContain(test),
  );

  it("names each package that runs a script while it is installed, and no other", () => {
    expect(listScripted(LOCK)).toEqual([...readInstallScripts(PAGE)].sort());
  });

  it("rejects a promise without a test", () => {
    const page = "<!-- promises -->\n| a | b |\n|---|---|\n| all is well | |\n<!-- /promises -->";
    expect(() => readPromises(page)).toThrow("SECURITY.md: a promise names no test, got '| all is well | |'");
  });
});

it("finds every package pinned by its hash", () => expect(listUnpinned(LOCK)).toEqual([]));

it("finds a package that no hash pins, and one with a script below another's", () => {
  const packages = {
    "": {},
    "node_modules/a": { integrity: "sha512-x" },
    "node_modules/b/node_modules/@c/d": { hasInstallScript: true },
    "packages/e": {},
    "node_modules/e": { link: true },
  };
  expect(listUnpinned({ packages })).toEqual(["node_modules/b/node_modules/@c/d"]);
  expect(listScripted({ packages })).toEqual(["@c/d"]);
});

it("judges tests that print a lot, as hundreds that fail do", () => {
  const project = mkdtempSync(join(tmpdir(), "printing-"));
  const jest = join(project, "node_modules", "jest", "bin", "jest.js");
  const report = { testResults: [{ name: "/x/a.test.ts", assertionResults: [{ title: "t", status: "failed" }] }] };
  mkdirSync(dirname(jest), { recursive: true });
  writeFileSync(
    jest,
    `process.stderr.write("x".repeat(3_000_000), () => {
      const [file] = process.argv.flatMap((each) => each.match(/(?<=^--outputFile=).*/) ?? []);
      require("node:fs").writeFileSync(file, ${JSON.stringify(JSON.stringify(report))});
    });`,
  );
  expect(runTests(project, [{ promise: "p", file: "a.test.ts", test: "t" }])).toEqual([
    { promise: "p", state: "broken", why: "failed: t (a.test.ts)" },
  ]);
  rmSync(project, { recursive: true });
});

it("judges a promise by all tests of its name in its file", () => {
  const promises = ["holds %s", "is there", "is away"].map((test) => ({ promise: test, file: "a/b.test.ts", test }));
  const passed = (title: string, status = "passed") => ({ title, status });
  const verdicts = judge(promises, {
    testResults: [
      {
        name: "/x/a/b.test.ts",
        assertionResults: [passed("holds a"), passed("holds b", "failed"), passed("is there")],
      },
      { name: "/x/c.test.ts", assertionResults: [passed("is away")] },
    ],
  });
  expect(printVerdicts(verdicts)).toBe(
    [
      "broken   holds %s\n         failed: holds b (a/b.test.ts)",
      "held     is there",
      "broken   is away\n         there is no such test, got 'is away' in a/b.test.ts",
      "1 held, 2 broken, 0 not run\n",
    ].join("\n"),
  );
});

it("breaks promises and reasons where a terminal's line ends", () => {
  const verdicts = [
    { promise: "A state that is broken is refused", state: "broken", why: "failed: it was read" },
  ] as const;
  expect(printVerdicts(verdicts, 24)).toBe(
    [
      "broken   A state that is",
      "         broken is",
      "         refused",
      "         failed: it was",
      "         read",
      "0 held, 1 broken, 0 not run\n",
    ].join("\n"),
  );
});

it.each<[string, string | undefined, object]>([
  [
    "holes",
    '{"vulnerabilities":{"a":{"severity":"low"},"b":{"severity":"high"}}}',
    { state: "broken", why: "b (high); 'npm audit --omit=dev' tells more" },
  ],
  ["no hole that counts", '{"vulnerabilities":{"a":{"severity":"low"}}}', { state: "held" }],
  [
    "no answer",
    '{"message":"405 Method Not Allowed"}',
    { state: "not run", why: "the registry gives no answer: 405 Method Not Allowed" },
  ],
  ["no JSON", "<html>", { state: "not run", why: "the registry gives no answer: npm prints no report" }],
  ["no npm", undefined, { state: "not run" }],
])("judges an audit that gives %s", (_, printed, verdict) => expect(judgeAudit(printed)).toMatchObject(verdict));
