# Completes `align` in bash: what may come next is asked of align itself, and files are looked for here.
_align() {
    local begun=${COMP_WORDS[COMP_CWORD]} kind value ending file
    COMPREPLY=()
    while IFS=, read -r kind value; do
        case $kind in
        plain) COMPREPLY+=("$value") ;;
        dir) compopt -o dirnames ;;
        file)
            compopt -o default -o filenames -o plusdirs
            for ending in ${value//|/ }; do
                while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -X "!*.$ending" -- "$begun")
            done
            ;;
        esac
    done < <(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD _ALIGN_COMPLETE=bash_complete "$1" 2>/dev/null)
}
complete -o nosort -F _align align
