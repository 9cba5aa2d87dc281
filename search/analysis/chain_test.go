package analysis

import (
	"encoding/json"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"ankerplatz/search/internal/lunrjs"

	"github.com/google/go-cmp/cmp"
)

// lunrTerms runs a text through lunr's own tokenizer and pipeline.
const lunrTerms = `function (langs, text) {
	var builder = new lunr.Builder, lang = langs[0]
	if (langs.length > 1) builder.use(lunr.multiLanguage.apply(lunr, langs))
	else if (lang == "en") builder.pipeline.add(lunr.trimmer, lunr.stopWordFilter, lunr.stemmer)
	else lunr[lang].call(builder)
	return JSON.stringify(builder.pipeline.run(lunr.tokenizer(text)).map(String))
}`

// terms is what the chain makes of a text.
func terms(c *Chain, text string) []string {
	out := []string{}
	lower := AppendLower(nil, text)
	for token, rest := NextToken(lower); len(token) > 0; token, rest = NextToken(rest) {
		if term, ok := c.Term(token); ok {
			out = append(out, term)
		}
	}
	return out
}

const hardText = "  -- –– İstanbul ΟΔΥΣΣΕΎΣ ΑΣ. Σ ⴀΣ. AΣ'a aΣ'. ɐΣ:b .Σ ß ẞ Straße STRASSE Größe groͤße cafe\u0301 naïve NAÏVE 😀 😀😀 a😀 😀y 😀s 😀e " +
	"fix😀ing 😀ed b😀ed 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𐐀𐐁 E-Mail e‑mail http://intra.example/a/b?c=d#e C++ C# .NET SU01 0x8004010F Ctrl+Shift+V " +
	"snake_case _x_ __proto__ constructor toString hasOwnProperty 42 3,14 1.000,00 \u0085 \ufeff \u00a0 \u2003 x\u0085y x\ufeffy x\u200by " +
	"\u2028 \u2029 ève père crème ij Ijs ijs's bàÉ ø å æ ¿que? 「日本語」 ﬁx ẞß ªº ⅷ Ⅷ Ａｂｃ ǅ \u1d2b x\u1d2b \ufb13 y yy yes yeses yy's " +
	"sses ies eed feed agreed bed sing ing ed ational rational tional eni ll ell fell yell hopping hoping falling sky cry by say"

// compare holds the chain of the languages to lunr's.
func compare(t *testing.T, vm *lunrjs.VM, text string, langs ...string) {
	t.Helper()
	var want []string
	if err := json.Unmarshal([]byte(vm.Call(lunrTerms, langs, text)), &want); err != nil {
		t.Fatal(err)
	}
	got := terms(NewChain(langs...), text)
	if len(got) != len(want) {
		t.Errorf("%v: %d terms of %.60q, lunr has %d", langs, len(got), text, len(want))
		return
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%v: term %d of %.60q is %q, lunr has %q", langs, i, text, got[i], want[i])
		}
	}
}

// chains are one of each language, and some of several.
var chains = [][]string{{"en"}, {"de"}, {"nl"}, {"da"}, {"sv"}, {"sv", "en"}, {"fr"}, {"fr", "en"}, {"en", "de"}, {"de", "en"}, {"da", "nl", "en", "de"}}

func TestChainMatchesLunr(t *testing.T) {
	vm := lunrjs.New(t)
	for _, langs := range chains {
		compare(t, vm, hardText, langs...)
		for _, k := range languages {
			compare(t, vm, k.stopWords, langs...)
		}
	}
}

// TestContentMatchesLunr takes the words of the sample hub as they are written
// there, each with one of the chains: all with all would take half a minute.
func TestContentMatchesLunr(t *testing.T) {
	seen := map[string]bool{}
	err := fs.WalkDir(os.DirFS("../../content"), ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".md" {
			return err
		}
		data, err := os.ReadFile(filepath.Join("../../content", filepath.FromSlash(name)))
		for _, word := range strings.Fields(string(data)) {
			seen[word] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(seen) < 8000 {
		t.Errorf("%d different words in content/, that is too few to say much", len(seen))
	}
	texts := make([]string, len(chains))
	for i, word := range slices.Sorted(maps.Keys(seen)) {
		texts[i%len(chains)] += word + " "
	}
	vm := lunrjs.New(t)
	for i, langs := range chains {
		compare(t, vm, texts[i], langs...)
	}
}

// Words made of the very letters and endings that stemmers look at reach more
// of their branches than a dictionary.
func TestStemsMatchLunr(t *testing.T) {
	parts := map[string]string{
		"en": "a e i o u y b l s t z w x k ss es ed ing eed at bl iz ational tional enci izer alli entli ousli ization ation ator " +
			"alism iveness fulness aliti iviti biliti logi icate ative alize iciti ical ful ness ement ance able ant ism ion ous ll y é 😀",
		"de": "a e i u y ä ö ü ß b d f s t n m h niss nis em en ern er es st est end ig ung lich isch ik heit keit eig é 😀",
		"nl": "a e i o u y è é ë ij b d k t n s z v j c g dd kk tt heden heid en ene se end ing lijk baar bar aa ee oo uu gem ig eig 😀",
		"da": "a e i o u y æ ø å b d g t k l s n hed ethed ered erede ende erende ene erne ere en heden er s es ets et eret gd dt gt kt " +
			"ig lig elig els løst igst st 😀",
		"fr": "a e i o u y é è ê ë î û ç œ b c q l n t s r qu gu g x v iqu abl ièr eus iv ic abil at ique atrice ance ence logie able isme euse " +
			"iste ive if usion ation ution ateur ment ement issement ité amment emment aux eaux eux ira ie isse issante i irai ir îmes îtes is " +
			"irais issons issaient irez era asse ante ée ai er ants âmes ions assions é és èrent ez iez eraient e ière ion ier ell eill enn onn ett " +
			"col par tap ys s 😀",
		"sv": "a e i o u y å ä ö b c d f g h j k l n p r s t v w dd gd nn dt gt kt tt heter na het en arna erna orna are aren ad ade at ande " +
			"anden andet ast aste ar er or as es ens ern erns ig lig els löst fullt full 😀",
	}
	vm := lunrjs.New(t)
	rng := rand.New(rand.NewPCG(1, 2))
	for lang, list := range parts {
		choices := strings.Fields(list)
		words := make([]string, 2500)
		for i := range words {
			for range 1 + rng.IntN(6) {
				words[i] += choices[rng.IntN(len(choices))]
			}
		}
		compare(t, vm, strings.Join(words, " "), lang)
		compare(t, vm, strings.Join(words[:500], " "), lang, "en")
		compare(t, vm, strings.Join(words[:500], " "), "nl", lang)
	}
}

func TestChainOfOtherLanguage(t *testing.T) {
	got := terms(NewChain("is"), "«Élève» d’été, L’ÉTÉ!")
	if diff := cmp.Diff([]string{"élève", "d’été", "l’été"}, got); diff != "" {
		t.Error(diff)
	}
	if p := NewChain("is").SearchPipeline(); len(p) != 0 {
		t.Errorf("search pipeline %q, want none", p)
	}
}

func FuzzChain(f *testing.F) {
	f.Add(hardText)
	f.Add("\xff\xfe a\xc3")
	f.Fuzz(func(t *testing.T, text string) {
		lower := AppendLower(nil, text)
		if !utf8.Valid(lower) {
			t.Errorf("lower case of %q is not UTF-8", text)
		}
		for _, lang := range append(ChainLanguages(), "x") {
			for _, term := range terms(NewChain(lang), text) {
				if !utf8.ValidString(term) {
					t.Errorf("%s: term %q is not UTF-8", lang, term)
				}
			}
		}
	})
}
