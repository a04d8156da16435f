import { renderTemplate } from "../../console/render-template";

const render = (template: string, more = {}, now = () => 0) =>
  renderTemplate({ template, message: '{"a":"x"}', ...more }, now);

it("renders with the message, the context, the stage's variables and the status", async () => {
  const template = `{"a":$input.json('$.a'),"r":"$context.routeKey","i":"$context.identity.sourceIp","s":$context.status,"v":"$stageVariables.color"}`;
  const answer = await render(template, { routeKey: "quote", status: 200, stageVariables: { color: "blue" } });
  expect(answer).toMatchObject({
    rendered: '{"a":"x","r":"quote","i":"192.0.2.1","s":200,"v":"blue"}',
    isJson: true,
    context: { routeKey: "quote", status: 200 },
  });
  expect(answer.jsonProblem).toBeUndefined();
});

it("lets members of the context stand in the place of the sample's", async () => {
  expect(await render("$context.connectionId", { context: { connectionId: "c" } })).toMatchObject({ rendered: "c" });
});

it("tells where what was rendered is no JSON", async () => {
  expect(await render('{"a": x}')).toMatchObject({
    isJson: false,
    jsonProblem: expect.stringMatching(/^rendered:1:7: /),
  });
});

it.each([
  ["a text that cannot be parsed", '{\n  "a": $input.path("$.n").b(\n', 3],
  ["a method that fails", 'a\nb\n$input.path("$.")', 3],
])("tells the place of %s", async (_, template, line) => {
  const { error, rendered } = await render(template);
  expect(error).toMatchObject({
    line,
    column: expect.any(Number),
    message: expect.not.stringMatching(/^template line/),
  });
  expect(rendered).toBeUndefined();
});

it("shows which samples break a template, and why", async () => {
  const { samples } = await render(`{"t":"$util.escapeJavaScript($input.path('$.text'))"}`);
  expect(new Set(samples.map(({ name }) => name))).toEqual(
    new Set(["plain letters", "an apostrophe", "a quote", "a backslash", "a newline", "non-ASCII text"]),
  );
  const broken = samples.filter(({ problem }) => problem !== undefined);
  expect(new Set(broken.map(({ name }) => name))).toEqual(new Set(["an apostrophe"]));
  expect(broken[0]).toMatchObject({
    message: expect.stringContaining("it's"),
    rendered: '{"t":"it\\\'s"}',
    problem: expect.stringMatching(/^does not render JSON, got an apostrophe in its input; print text as /),
  });
});

it("shows that the samples of plain text pass, where it is an answer", async () => {
  const { samples } = await render("status: $context.status", { samples: "response", status: 200 });
  expect(samples.length).toBeGreaterThan(6);
  expect(samples.every(({ problem }) => problem === undefined)).toBe(true);
});

it("tells which samples were not tried when a template takes too long", async () => {
  let time = 0;
  const { samples } = await render("{}", {}, () => (time += 1_500));
  expect(samples.at(-1)).toMatchObject({
    name: "the other samples",
    problem: expect.stringMatching(/^were not tried/),
  });
});

it("rejects a payload that is too long", async () => {
  await expect(render("", { message: "x".repeat(1_048_577) })).rejects.toThrow(
    "message: is too long, got 1048577 characters; keep to 1048576",
  );
});
