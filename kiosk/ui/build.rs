//! Compiles the screens with their fonts, pictures and translations into the program.

use slint_build::CompilerConfiguration;

fn main() -> Result<(), slint_build::CompileError> {
    let config = CompilerConfiguration::new()
        .with_bundled_translations("lang")
        .with_default_translation_context(slint_build::DefaultTranslationContext::None)
        // Tests find controls by role and label; the release binary does not carry the names.
        .with_debug_info(std::env::var("PROFILE").is_ok_and(|p| p == "debug"));
    slint_build::compile_with_config("kiosk.slint", config)
}
