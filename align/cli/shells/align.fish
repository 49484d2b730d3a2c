# Completes `align` in fish: what may come next is asked of align itself, and files are looked for here.
function _align
    set -lx COMP_WORDS (commandline -cp)
    set -lx COMP_CWORD (commandline -t)
    for answer in (_ALIGN_COMPLETE=fish_complete align 2>/dev/null)
        set -l told (string split -m 1 , -- $answer)
        switch $told[1]
            case plain
                echo $told[2]
            case dir
                __fish_complete_directories (commandline -ct)
            case file
                set -l endings (test -n "$told[2]"; and echo "(/|\.($told[2]))(\t|\$)")
                __fish_complete_path (commandline -ct) | string match -er -- "$endings"
        end
    end
end
complete --no-files --command align --arguments "(_align)"
