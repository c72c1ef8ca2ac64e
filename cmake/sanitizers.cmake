# A sanitizer must see every object of a program, so it applies to this whole directory.
if(SERVANDA_SANITIZE)
    add_compile_options(-fsanitize=${SERVANDA_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${SERVANDA_SANITIZE})
endif()
