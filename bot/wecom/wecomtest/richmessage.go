package wecomtest

const (
	maxArticles  = 8
	maxTitle     = 128 // bytes of an article's or a video's title; more is cut off
	maxDesc      = 512 // bytes of its description
	maxPagePath  = 128 // bytes of a mini-program's page
	markTooShort = "some parameters are empty: "
)

type videoBody struct {
	MediaID     string `json:"media_id"`
	Title       string `json:"title,omitempty"`
	Description string `json:"description,omitempty"`
}

func (b *videoBody) line() (Line, error) {
	if b.MediaID == "" {
		return Line{}, refuse(41006, "media_id missing")
	}
	title, short1 := cut(b.Title, maxTitle)
	desc, short2 := cut(b.Description, maxDesc)
	return Line{Kind: KindVideo, MediaID: b.MediaID, Text: join(title, desc), Truncated: short1 || short2}, nil
}

type newsBody struct {
	Articles []article `json:"articles"`
}

type article struct {
	Title       string `json:"title"`
	Description string `json:"description,omitempty"`
	URL         string `json:"url,omitempty"`
	PicURL      string `json:"picurl,omitempty"`
	AppID       string `json:"appid,omitempty"`
	PagePath    string `json:"pagepath,omitempty"`
}

// line holds articles to §1.2; those of the group robot have no mini-program.
func (b *newsBody) line(robot bool) (Line, error) {
	switch {
	case len(b.Articles) == 0:
		return Line{}, refuse(40063, markTooShort+"articles")
	case len(b.Articles) > maxArticles:
		return Line{}, refuse(45008, "article count out of limit")
	}
	out := Line{Kind: KindNews}
	for i, a := range b.Articles {
		mini := a.AppID != "" && a.PagePath != "" && len(a.PagePath) <= maxPagePath && !robot
		switch {
		case a.Title == "":
			return Line{}, refuse(41016, "missing title of articles[%d]", i)
		case !mini && (a.AppID != "" || a.PagePath != ""):
			return Line{}, refuse(40058, "articles[%d] has half a mini-program", i)
		case !mini && !validURL(a.URL), a.PicURL != "" && !validURL(a.PicURL):
			return Line{}, refuse(45034, "url too long or without scheme")
		}
		title, short1 := cut(a.Title, maxTitle)
		desc, short2 := cut(a.Description, maxDesc)
		out.Truncated = out.Truncated || short1 || short2
		out.Parts = append(out.Parts, Part{Kind: KindNews, Text: title, Desc: desc, URL: a.URL, Picture: a.PicURL})
	}
	return out, nil
}
