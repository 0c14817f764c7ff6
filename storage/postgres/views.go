package postgres

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"fmt"
	"regexp"
	"strings"

	"github.com/jackc/pgx/v5"

	"anwei"
)

//go:embed views.sql
var viewsSQL string

// Publish makes the views by which others read the ledger, among them one for each
// form of the plan with a column for each of its fields. A view that is there and
// has not changed is left alone, and one that somebody has built on is not replaced:
// then the error says so, and the ledger works all the same.
func (s *Store) Publish(ctx context.Context, p anwei.Plan) error {
	err := pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock($1)", madeBy); err != nil {
			return err
		}
		for _, sql := range views(p) {
			if err := replaceView(ctx, tx, sql); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("postgres: make the views: %w", err)
	}
	return nil
}

// views returns the statements that create them.
func views(p anwei.Plan) []string {
	var out []string
	for part := range strings.SplitSeq(viewsSQL, ";\n") {
		if _, sql, found := strings.Cut(part, "create view"); found {
			out = append(out, "create view"+sql)
		}
	}
	for _, f := range p.Forms {
		out = append(out, formView(f))
	}
	return out
}

// formView has a row for each report on the form and a column for each field: null
// where the unit has not answered, and where the field does not apply, which is
// then named in not_applicable.
func formView(f anwei.Form) string {
	view := name("report_" + string(f.ID))
	var b strings.Builder
	fmt.Fprintf(&b, "create view %s as select j->'key'->>'period' as period, j->'key'->>'unit' as unit,\n"+
		"\t(j->>'revision')::integer as revision, (j->>'at')::timestamptz as at, coalesce((j->>'late')::boolean, false) as late,\n"+
		"\t(select string_agg(v.key, ',') from json_each(j->'values') v where v.value->>'na' = 'true') as not_applicable", view)
	for _, x := range f.Fields {
		value := "j->'values'->" + literal(string(x.ID))
		read := value + "->>'text'"
		if x.Kind == anwei.Count { // a count of zero is an answer without n
			read = fmt.Sprintf("case when %s is not null and %s->>'na' is null then coalesce((%s->>'n')::bigint, 0) end", value, value, value)
		}
		fmt.Fprintf(&b, ",\n\t%s as %s", read, name(string(x.ID)))
	}
	b.WriteString("\nfrom (select case tab when 'reports' then ledger_json(value) end as j from ledger where tab = 'reports') r" +
		"\nwhere j->'key'->>'form' = " + literal(string(f.ID)))
	for _, x := range f.Fields {
		fmt.Fprintf(&b, ";\ncomment on column %s.%s is %s", view, name(string(x.ID)), literal(x.Name))
	}
	return b.String()
}

// name and literal write what stands in a statement that has no arguments.
func name(s string) string { return pgx.Identifier{s}.Sanitize() }

func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// replaceView creates a view unless it is there with this very text, which its
// comment is the sum of.
func replaceView(ctx context.Context, tx pgx.Tx, sql string) error {
	view := strings.TrimSuffix(strings.TrimPrefix(regexp.MustCompile(`create view ("[^"]+"|\w+)`).FindString(sql), "create view "), " ")
	sum := fmt.Sprintf("anwei %x", sha256.Sum256([]byte(sql)))
	var is *string
	if err := tx.QueryRow(ctx, "select obj_description(to_regclass($1), 'pg_class')", view).Scan(&is); err != nil {
		return err
	}
	if is != nil && *is == sum {
		return nil
	}
	_, err := tx.Exec(ctx, "drop view if exists "+view+"; "+sql+"; comment on view "+view+" is "+literal(sum))
	if err != nil {
		return fmt.Errorf("%s: %w", view, err)
	}
	return nil
}
