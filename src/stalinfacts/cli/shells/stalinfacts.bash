# shellcheck shell=bash
# Completion of stalinfacts for bash: put it where bash-completion looks, or source it.
#   stalinfacts completion bash > ~/.local/share/bash-completion/completions/stalinfacts
_stalinfacts() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("${line%%$'\t'*}")
    done < <(_STALINFACTS_COMPLETE=words "${COMP_WORDS[0]}" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _stalinfacts stalinfacts
