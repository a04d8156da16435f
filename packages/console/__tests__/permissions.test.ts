import type { Page } from "playwright-core";
import { checkAccessibility } from "./check-accessibility";
import { describeInChromium } from "./in-chromium";

const EVIL = `<img src=x onerror="document.title='taken'">`;
const role = (service: string, sid = "") =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { ...(sid && { Sid: sid }), Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } },
    ],
  });
const KEEP = {
  StartAt: EVIL,
  States: {
    [EVIL]: {
      Type: "Task",
      Resource: "arn:aws:states:::dynamodb:putItem",
      Parameters: { TableName: "orders", Item: { id: { S: "1" } } },
      End: true,
    },
  },
};
const NEEDS = { Effect: "Allow", Action: ["dynamodb:PutItem", "s3:GetObject"], Resource: `arn:aws:s3:::${EVIL}` };

const api = {
  routes: { $default: { definition: KEEP } },
  policy: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: "states:StartSyncExecution", Resource: "*" }],
  },
  resource: {
    aws_iam_role: {
      worker: { name: "worker", assume_role_policy: role("states.amazonaws.com") },
    },
    aws_iam_role_policy: {
      worker: {
        name: "calls",
        role: "${aws_iam_role.worker.name}",
        policy: JSON.stringify({ Version: "2012-10-17", Statement: [NEEDS] }),
      },
    },
  },
};

describeInChromium("the Permissions view", api, (get) => {
  let page: Page;
  let problems: readonly string[];
  beforeAll(async () => {
    ({ page, problems } = await get().open("#/permissions"));
    await page.getByRole("heading", { name: "worker" }).waitFor();
  });
  afterEach(async () => {
    expect(await page.title()).not.toContain("taken");
    expect(await page.locator("img").count()).toBe(0);
  });

  it("tells who may do what and why, and filters it, which a reload keeps", async () => {
    const rows = page.getByLabel("Statements of worker").getByRole("row");
    expect(await rows.nth(1).innerText()).toMatch(/trust\s+Allow\s+sts:AssumeRole\s+Service:states.amazonaws.com/);
    expect(await rows.nth(2).innerText()).toContain("no reason known for dynamodb:PutItem, s3:GetObject");
    expect(await rows.nth(2).innerText()).toContain(EVIL);
    await page.getByLabel("Filter the statements").focus();
    await page.keyboard.type("WORKER trust");
    await page.getByText("1 of 4 statements").waitFor();
    await page.reload();
    await page.getByText("1 of 4 statements").waitFor();
    await page.getByLabel("Filter the statements").fill("");
    await page.getByText("4 statements").waitFor();
  });

  it("tells of a call that is refused as soon as it happens, and what denies it", async () => {
    await page.getByText("Nothing that the present version refuses").waitFor();
    const client = await get().served.connect();
    await client.ask("{}");
    const refused = page.getByRole("article");
    await refused.getByRole("heading", { name: "role may not states:StartSyncExecution" }).waitFor();
    await refused.getByText("No statement can allow it: policy 'policy' of role 'role' denies it.").waitFor();
  });

  it("has nothing that axe-core finds, in either theme, wide and narrow", async () => {
    for (const [colorScheme, width] of [
      ["light", 1440],
      ["dark", 360],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      expect(await checkAccessibility(page)).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(problems).toEqual([]);
  });
});
