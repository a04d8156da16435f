import { readFileSync } from "node:fs";
import { join } from "node:path";
import { VIEWS } from "../../views";
import { describeServedInChromium } from "../in-chromium";
import { serveFailures } from "../serve-failures";
import { compareLayout } from "./compare-layout";
import { type Layout, measureViews } from "./measure-views";
import { SHOWN_VIEWS } from "./shown-views";

const KEPT = join(__dirname, "layout.json");

it("is looked at in every view", () => {
  const looked = Object.values(SHOWN_VIEWS).map(({ hash }) => /^#\/(\w+)/.exec(hash ?? "#/inventory")?.[1]);
  expect(VIEWS.filter(({ name }) => !looked.includes(name))).toEqual([]);
});

/** What is meant is kept by `node packages/run packages/console/__tests__/take-pictures.ts packages/console/__tests__/layout layout`. */
describeServedInChromium("the layout of the views", serveFailures, (get) => {
  it("has every part where and as it is kept, and nothing cut, over an edge or over another", async () => {
    const { served, open } = get();
    const { page, problems } = await open();
    const { layout, faults } = await measureViews(page, await served.sendAll());
    const kept = JSON.parse(readFileSync(KEPT, "utf8")) as Layout;
    expect({ faults, changed: compareLayout(kept, layout), problems }).toEqual({
      faults: [],
      changed: [],
      problems: [],
    });
  });
});
