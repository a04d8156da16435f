import type { BackendProps } from "./backend";
import { nameVariable } from "@sfn-websocket/constructs/options/setting";
import { SETTINGS, type SettingName, type SettingValues } from "./settings";

/**
 * What is missing of the chosen backend, what is given for another one, and what is given twice.
 *
 * @param workspace what TF_WORKSPACE says, empty where it says nothing
 */
export function checkBackend(values: SettingValues, workspace: string): readonly string[] {
  const given = (Object.keys(SETTINGS) as SettingName[]).filter((name) => values[name] !== undefined);
  const misplaced = given
    .filter((name) => (/^(cloud|s3)[A-Z]/.exec(name)?.[1] ?? values.backend) !== values.backend)
    .map((name) => `${name}: belongs to another backend than '${values.backend}', got '${values[name]}'; remove it`);
  return [...misplaced, ...INCOMPLETE[values.backend](values, workspace)];
}

/** A context without what it says of one backend or another. */
export function dropBackend(context: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(context).filter(([name]) => !/^(?:cloud|s3)[A-Z]/.test(name)));
}

/** What a backend lacks, by its name. */
const INCOMPLETE: Readonly<
  Record<SettingValues["backend"], (values: SettingValues, workspace: string) => readonly string[]>
> = {
  local: () => [],
  s3: ({ s3Bucket }) => (s3Bucket === undefined ? [reportMissing("s3Bucket", "s3")] : []),
  cloud: ({ cloudOrganization, cloudWorkspace, cloudWorkspaceTags }, workspace) => {
    const problems: string[] = [];
    if (cloudOrganization === undefined) problems.push(reportMissing("cloudOrganization", "cloud"));
    if (cloudWorkspace === undefined && cloudWorkspaceTags === undefined) {
      problems.push(`${reportMissing("cloudWorkspace", "cloud")}, or give 'cloudWorkspaceTags'`);
    }
    if (cloudWorkspace !== undefined && cloudWorkspaceTags !== undefined) {
      problems.push("cloudWorkspace: workspaces are chosen twice, got 'cloudWorkspaceTags' too; remove one of the two");
    }
    if (cloudWorkspace !== undefined && workspace !== "" && workspace !== cloudWorkspace) {
      problems.push(
        `cloudWorkspace: is not the workspace that TF_WORKSPACE names, got '${cloudWorkspace}' and '${workspace}'; unset TF_WORKSPACE`,
      );
    }
    if (cloudWorkspaceTags !== undefined && cloudWorkspace === undefined && workspace === "") {
      problems.push(
        "cloudWorkspaceTags: leaves the workspace open, got no TF_WORKSPACE; set it to the workspace's name",
      );
    }
    return problems;
  },
};

function reportMissing(name: SettingName, backend: string): string {
  return `${name}: is missing for backend '${backend}', got nothing; set it in cdktf.json or as ${nameVariable(name)}`;
}

/** The backend of values that were checked. */
export function chooseBackend(values: SettingValues): BackendProps {
  const { cloudOrganization: organization = "", cloudHostname: hostname, cloudProject: project } = values;
  const { cloudWorkspace, cloudWorkspaceTags: tags = [], s3Bucket: bucket = "", s3Key: key } = values;
  switch (values.backend) {
    case "local":
      return { type: "local" };
    case "cloud":
      return {
        type: "cloud",
        organization,
        workspaces: cloudWorkspace === undefined ? { tags } : { name: cloudWorkspace },
        hostname,
        project,
      };
    case "s3":
      return { type: "s3", bucket, key, region: values.s3Region ?? values.region };
  }
}
