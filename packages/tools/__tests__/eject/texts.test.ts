import { findSource } from "../../eject/find-source";
import { collectFiles } from "../../eject/module-files";
import { nameBlocks } from "../../eject/module-ids";
import { printExpression, printTemplate, splitTemplate } from "../../eject/template";

describe("a template of Terraform's", () => {
  it.each([
    ["plain", [{ text: "plain" }]],
    ["a${b.c}d", [{ text: "a" }, { expression: "b.c" }, { text: "d" }]],
    ["$${a}%%{b}${c}", [{ text: "$${a}%%{b}" }, { expression: "c" }]],
    ['${a["}"]}x', [{ expression: 'a["}"]' }, { text: "x" }]],
    ['${{ for k, v in m : k => "${v}}" }}', [{ expression: '{ for k, v in m : k => "${v}}" }' }]],
    ['${f("$${a}", "\\"")}', [{ expression: 'f("$${a}", "\\"")' }]],
  ])("%s is read and printed again", (template, parts) => {
    expect(splitTemplate(template)).toEqual(parts);
    expect(printTemplate(splitTemplate(template))).toBe(template);
  });

  it.each([
    ["${a.b}", "a.b"],
    ["", '""'],
    ['say "hi"\n${a}', '"say \\"hi\\"\\n${a}"'],
    ["a\\b$${c}", '"a\\\\b$${c}"'],
  ])("%j is the expression %s", (template, expression) =>
    expect(printExpression(splitTemplate(template))).toBe(expression),
  );
});

it("finds the source that a definition was made of, and what stands for its placeholders", () => {
  const text = '{"a":"${One}","b":"${Two}:${One}1","c":"{%{}%}","d":"$${One}"}';
  const definition = '{"a":"${x.y}","b":"${z.arn}/q:${x.y}1","c":"{%%{}%}","d":"$${One}"}';
  const found = findSource(
    definition,
    [
      { name: "other.asl.json", text: "{}" },
      { name: "a.asl.json", text },
    ],
    splitTemplate,
  );
  expect(found?.name).toBe("a.asl.json");
  expect([...(found?.values ?? [])].map(([name, parts]) => [name, printTemplate(parts)])).toEqual([
    ["One", "${x.y}"],
    ["Two", "${z.arn}/q"],
  ]);
  const files = collectFiles();
  const path = "workflows/a.asl.json";
  const read = files.add({ path, otherwise: "b", parts: [], source: found });
  expect(read).toBe('templatefile("${path.module}/workflows/a.asl.json", { One = x.y, Two = "${z.arn}/q" })');
  expect(files.texts.get(path)).toBe('{"a":"${One}","b":"${Two}:${One}1","c":"{%%{}%}","d":"$${One}"}');
});

it("writes a text without references as it is, and gives two texts of one name two files", () => {
  const files = collectFiles();
  const add = (text: string, otherwise: string) =>
    files.add({ path: "templates/a.vtl", otherwise, parts: splitTemplate(text) });
  expect(add("$input.path('$') $${a} %%{b}", "x")).toBe('file("${path.module}/templates/a.vtl")');
  expect(files.texts.get("templates/a.vtl")).toBe("$input.path('$') ${a} %{b}");
  expect(add("$${a}${aws_sfn_state_machine.m.arn}${aws_sfn_state_machine.n.arn}", "templates/b.vtl")).toBe(
    'templatefile("${path.module}/templates/b.vtl", { state_machine_arn = aws_sfn_state_machine.m.arn, state_machine_arn_2 = aws_sfn_state_machine.n.arn })',
  );
  expect(files.texts.get("templates/b.vtl")).toBe("$${a}${state_machine_arn}${state_machine_arn_2}");
});

it("keeps the hash of ids which are one without it", () => {
  const ids = nameBlocks(
    {},
    { aws_iam_role: { Api_Role_0A1B2C3D: {}, Api_Role_FFFFFFFF: {}, "a-b_Role_00000000": {} } },
  );
  expect(Object.fromEntries(ids)).toEqual({
    "aws_iam_role.Api_Role_0A1B2C3D": "api_role_0_a1_b2_c3_d",
    "aws_iam_role.Api_Role_FFFFFFFF": "api_role_ffffffff",
    "aws_iam_role.a-b_Role_00000000": "a_b_role",
  });
});
