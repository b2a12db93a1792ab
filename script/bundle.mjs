// Bundles vanthu/faces/web/assets into vanthu/faces/web/static: names with a hash of the content
// (so that a browser may keep them for ever) and manifest.json, which maps a name to its hashed one.
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const web = path.resolve(here, "../vanthu/faces/web");
const source = path.join(web, "assets");
const target = path.join(web, "static");
const modules = path.resolve(here, "../node_modules");
const manifest = {};

/** Fontsource offers each face as woff2 and woff; every browser we support reads woff2. */
const onlyWoff2 = {
  name: "only-woff2",
  setup(bundler) {
    bundler.onLoad({ filter: /@fontsource[/\\].*\.css$/ }, async ({ path: file }) => ({
      contents: fs.readFileSync(file, "utf8").replace(/,\s*url\([^)]*\.woff\)\s*format\([^)]*\)/g, ""),
      loader: "css",
    }));
  },
};

/** Write content under its hashed name and enter it in the manifest. */
function emit(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const { dir, name: stem, ext } = path.parse(name);
  const hashed = path.posix.join(dir, `${stem}-${hash}${ext}`);
  fs.mkdirSync(path.join(target, dir), { recursive: true });
  fs.writeFileSync(path.join(target, hashed), content);
  manifest[name] = hashed;
}

/** The scripts and styles at the top of assets/, each with all that it imports. */
async function bundle() {
  const entries = fs.readdirSync(source).filter((name) => /\.(js|css)$/.test(name));
  const result = await build({
    absWorkingDir: web,
    entryPoints: entries.map((name) => path.join(source, name)),
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    outdir: target,
    nodePaths: [modules],
    bundle: true,
    minify: true,
    sourcemap: false,
    format: "esm",
    target: ["es2022", "chrome109", "firefox115", "safari16"],
    loader: { ".woff2": "file", ".svg": "file", ".png": "file" },
    legalComments: "none",
    metafile: true,
    plugins: [onlyWoff2],
    logLevel: "warning",
  });
  for (const [output, { entryPoint, inputs }] of Object.entries(result.metafile.outputs)) {
    const named = entryPoint ?? Object.keys(inputs)[0];
    if (named) manifest[path.basename(named)] = path.basename(output);
  }
}

/** Pictures anywhere in assets/, as they are. */
function pictures() {
  for (const name of fs.readdirSync(source, { recursive: true })) {
    const picture = /\.(svg|png|ico|webp|webmanifest)$/.test(name);
    if (picture) emit(name, fs.readFileSync(path.join(source, name)));
  }
}

/** The licences of the fonts lie beside them, as they ask (OFL-1.1, condition 2). */
function licences() {
  const folder = path.join(target, "fonts");
  for (const font of ["be-vietnam-pro", "tinos"]) {
    fs.mkdirSync(path.join(folder, font), { recursive: true });
    fs.copyFileSync(path.join(modules, "@fontsource", font, "LICENSE"), path.join(folder, font, "OFL.txt"));
  }
}

/** Tinos (the free Times with every Vietnamese letter) for typst, under plain names. */
function paperFonts() {
  const folder = path.join(target, "fonts/tinos");
  fs.mkdirSync(folder, { recursive: true });
  const tinos = path.join(modules, "@expo-google-fonts/tinos");
  for (const style of ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"]) {
    fs.copyFileSync(path.join(tinos, style, `Tinos_${style}.ttf`), path.join(folder, `Tinos_${style}.ttf`));
  }
}

fs.rmSync(target, { recursive: true, force: true });
fs.mkdirSync(target, { recursive: true });
await bundle();
pictures();
paperFonts();
licences();
fs.writeFileSync(path.join(target, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
