import { eject, provider, read, role, type Write } from "./written-app";

it("takes a stack whose names follow the settings", async () => {
  const { module, bindings } = await eject((settings) => {
    const { name, region } = read(settings);
    return { provider: provider(settings), resource: role(`${name}-${region}-a`) };
  });
  expect(bindings).toMatchObject({ name: "chat", region: "us-east-1" });
  expect(module.main["resource"]).toEqual({
    aws_iam_role: { role: { name: "${local.names.iam_role_a}", tags: "${var.tags}" } },
  });
});

it.each<[string, Write, string]>([
  [
    "a provider with more than its region and tags",
    (settings) => ({ provider: provider(settings, { profile: "p" }) }),
    "provider 'aws': says more than its region and tags, got 'profile'; say it in the module's root",
  ],
  [
    "a second provider",
    (settings) => ({ provider: { ...provider(settings), random: [{}] } }),
    "provider 'random': is configured in the stack, where a module has none; configure it in its root",
  ],
  [
    "a part that no module has",
    () => ({ ephemeral: {} }),
    "ephemeral: is nothing that a module is made of here; take it out of the stack",
  ],
  [
    "an import whose id a root cannot read",
    (settings) => ({
      provider: provider(settings),
      resource: role("fixed"),
      import: [{ id: "${aws_iam_role.Role.name}", to: "aws_iam_role.Role" }],
    }),
    `import 'aws_iam_role.Role': its id is not written out, got "\${aws_iam_role.Role.name}"; a root cannot read it: write it out`,
  ],
  [
    "an import of several",
    (settings) => ({
      provider: provider(settings),
      resource: role("fixed"),
      import: [{ id: "a", to: "aws_iam_role.Role", for_each: ["a"] }],
    }),
    "import 'aws_iam_role.Role': is more than an address and an id, got 'for_each'; write such an import into a root",
  ],
  [
    "something that hangs on a setting otherwise",
    (settings) => {
      const { name, region } = read(settings);
      return {
        provider: provider(settings),
        resource: role(`${name}-${region}`, { description: String(name.length) }),
      };
    },
    '/resource/aws_iam_role/Role/description: got "4" of the stack and "3" of the module; make it no part of a name, a region or another setting that a module has variables for',
  ],
])("rejects %s", async (_, write, message) => {
  await expect(eject(write)).rejects.toThrow(message);
});
