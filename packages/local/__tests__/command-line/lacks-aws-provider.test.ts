import { lacksAwsProvider } from "../../command-line/terraform-versions";

const describe = (provider: string): string =>
  `Error: Failed to query available provider packages\n\nCould not retrieve the list of available versions for ${provider}: could not connect`;

it.each([
  ["provider hashicorp/aws", true],
  ["provider\nhashicorp/aws", true],
  ["provider hashicorp/archive", false],
])("tells from what Terraform says of %j whether it is AWS's provider that is missing", (provider, expected) => {
  expect(lacksAwsProvider(describe(provider))).toBe(expected);
});

it("takes no other failure for a missing provider", () => {
  expect(lacksAwsProvider("Error: with provider hashicorp/aws")).toBe(false);
});
