import { nameResource, nameRoute } from "@sfn-websocket/constructs/names/resource-name";
import { escapeTags, escapeTerraform } from "@sfn-websocket/constructs/names/terraform-text";
import { createStack } from "./synthesize-stack";

describe("nameResource", () => {
  const environment = { stack: "demo", stage: "api", region: "us-east-1" };

  it("joins the parts that there are", () => {
    expect(nameResource("role", { ...environment, prefix: "blue", workspace: "pr-7" }, "quote-workflow")).toBe(
      "blue-pr-7-demo-api-us-east-1-quote-workflow",
    );
    expect(nameResource("api", environment)).toBe("demo-api-us-east-1");
  });

  it("tells parts apart that IAM takes for the same, or would take if it took them", () => {
    const workspaces = ["pr-7", "pr 7", "pr.7", "PR-7"];
    const names = workspaces.map((workspace) => nameResource("role", { ...environment, workspace }).toLowerCase());
    expect(new Set(names).size).toBe(4);
    expect(names.every((name) => /^pr-7(-[0-9a-f]{8})?-demo-api-us-east-1$/.test(name))).toBe(true);
  });

  it("tells long names apart that begin alike", () => {
    const [one, other] = ["x", "y"].map((last) => nameResource("role", environment, `${"r".repeat(60)}${last}`));
    expect(one).toMatch(/^demo-api-us-east-1-r{36}-[0-9a-f]{8}$/);
    expect(one).not.toBe(other);
  });
});

it.each(["Chat", "chat_v2", "a-name-of-more-than-forty-characters-is-cut", "My chat"])(
  "takes %j for a stack's own name, as it is deployed",
  (stackName) => {
    const { api } = createStack({ stackName });
    const environment = { stack: stackName, stage: "api", region: "us-east-1" };
    expect(api.api.nameInput).toBe(nameResource("api", environment));
  },
);

describe("nameRoute", () => {
  it.each([
    ["$default", "default"],
    ["$connect", "connect"],
    ["quote-2", "quote-2"],
    ["default", expect.stringMatching(/^default-[0-9a-f]{8}$/)],
    ["Quote", expect.stringMatching(/^quote-[0-9a-f]{8}$/)],
    ["chat/join", expect.stringMatching(/^chat-join-[0-9a-f]{8}$/)],
    ["天気", expect.stringMatching(/^--[0-9a-f]{8}$/)],
    ["r".repeat(21), expect.stringMatching(/^r{20}-[0-9a-f]{8}$/)],
  ])("names the route %s", (routeKey, name) => {
    expect(nameRoute(routeKey)).toEqual(name);
  });
});

describe("escapeTerraform", () => {
  it.each([
    ["${a}", "$${a}"],
    ["%{if}", "%%{if}"],
    ["$a $ {b} 100% $$", "$a $ {b} 100% $$"],
    ["{% $x %}", "{% $x %}"],
  ])("writes %s as %s", (text, escaped) => {
    expect(escapeTerraform(text)).toBe(escaped);
    expect(escapeTags({ [text]: text })).toEqual({ [escaped]: escaped });
  });
});
