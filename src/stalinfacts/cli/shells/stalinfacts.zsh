#compdef stalinfacts
# Completion of stalinfacts for zsh: put it into a folder of $fpath under the name _stalinfacts.
#   stalinfacts completion zsh > "${fpath[1]}/_stalinfacts"
_stalinfacts() {
    local -a described plain
    local line word help
    while IFS= read -r line; do
        word="${line%%$'\t'*}" help="${line#*$'\t'}"
        if [[ -n $help ]]; then
            described+=("${word//:/\\:}:$help")
        else
            plain+=("$word")
        fi
    done < <(_STALINFACTS_COMPLETE=words "${words[1]}" "${(@Q)words[2,CURRENT]}" 2>/dev/null)
    if (( ${#described} + ${#plain} == 0 )); then
        _files
        return
    fi
    (( ${#described} )) && _describe -V stalinfacts described
    (( ${#plain} )) && compadd -V plain -- "${plain[@]}"
}
if [[ ${funcstack[1]} == _stalinfacts ]]; then
    _stalinfacts "$@"
else
    compdef _stalinfacts stalinfacts
fi
