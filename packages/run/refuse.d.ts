export function refuseNode(version: string): string | undefined;
export function refuseInstallation(project?: string): string | undefined;
export function refuseNpmOption(environment: NodeJS.ProcessEnv, platform?: NodeJS.Platform): string | undefined;
