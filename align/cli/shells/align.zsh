#compdef align
# Completes `align` in zsh: what may come next is asked of align itself, and files are looked for here.
_align() {
    local kind value told
    local -a commands options
    COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT - 1)) _ALIGN_COMPLETE=zsh_complete $words[1] 2>/dev/null |
        while read -r kind && read -r value && read -r told; do
            case $kind in
            dir) _path_files -/ ;;
            file) if [[ -n $value ]]; then _files -g "*.($value)"; else _files; fi ;;
            plain) if [[ $told == _ ]]; then options+=("$value"); else commands+=("$value:$told"); fi ;;
            esac
        done
    _describe -V align commands -U
    compadd -U -V align -a options
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _align "$@"; else compdef _align align; fi
