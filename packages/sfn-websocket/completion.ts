/**
 * What bash, and zsh by its own loader of such scripts, takes to complete a command's name, and then the options that its
 * help names; anything else is completed as a file.
 */
export function writeCompletion(names: readonly string[]): string {
  return `if [ -n "$ZSH_VERSION" ]; then autoload -U +X bashcompinit && bashcompinit; fi
_sfn_websocket() {
  local word="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${names.join(" ")}"
  elif [ "\${word#-}" != "$word" ]; then
    words="$("\${COMP_WORDS[0]}" help "\${COMP_WORDS[1]}" 2>/dev/null | grep -oE -- '--[a-z][a-z-]*')"
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _sfn_websocket sfn-websocket
`;
}
