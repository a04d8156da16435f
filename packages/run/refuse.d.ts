export function refuseNode(version: string): string | undefined;
export function refuseInstallation(): string | undefined;
