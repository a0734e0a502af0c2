// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/style_form.h"

#include "core/comfy/family.h"
#include "core/generation/generation_service.h"
#include "core/generation/model_catalog.h"
#include "core/project/take_shelf.h"
#include "ui/timeline/inspector_fields.h"
#include "ui/timeline/row_list.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/lora_rows.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QDateTime>
#include <QtCore/QRegularExpression>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>

#include <algorithm>

namespace sc::ui {

using namespace generation;

namespace {

const QStringList &numberKeys()
{
    static const QStringList keys = {QStringLiteral("steps"), QStringLiteral("cfg"), QStringLiteral("width"), QStringLiteral("height"),
                                     QStringLiteral("frames")};
    return keys;
}

const QStringList &wordKeys()
{
    static const QStringList keys = {QStringLiteral("sampler"), QStringLiteral("scheduler")};
    return keys;
}

QString numberText(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(value.toDouble(), 'g', 10) : value.toString();
}

QJsonValue valueOf(const QString &text)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return isNumber ? QJsonValue(number) : text == QStringLiteral("on") ? QJsonValue(true) : QJsonValue(text);
}

QVBoxLayout *labelled(const QString &label, QWidget *field)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(new TextLabel(label, TextStyle::Caption, Ink::Secondary));
    column->addWidget(field);
    column->addStretch(1);
    return column;
}

} // namespace

StyleForm::StyleForm(TemplateDesk &desk, QWidget *parent) : Panel(parent), m_desk(desk)
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::kPadding, 0, space::kPadding, 0);
    head->setSpacing(8);
    head->addStrut(48);
    m_title = new TextLabel({}, TextStyle::Title);
    m_version = new TextLabel({}, TextStyle::Caption, Ink::Secondary);
    m_star = new IconButton(QStringLiteral("star"), tr("Favourite"));
    m_star->setCheckable(true);
    m_more = new IconButton(QStringLiteral("more"), tr("More"));
    head->addWidget(m_title, 1);
    head->addWidget(m_version);
    head->addWidget(m_star);
    head->addWidget(m_more);
    rows->addLayout(head);
    m_tabs = new QTabBar;
    m_tabs->setAccessibleName(tr("Views of the style"));
    for (const QString &tab : {tr("Form"), tr("History"), tr("Takes")})
        m_tabs->addTab(tab);
    auto *tabs = new QHBoxLayout;
    tabs->setContentsMargins(space::kPadding, 0, space::kPadding, 0);
    tabs->addWidget(m_tabs);
    tabs->addStretch(1);
    rows->addLayout(tabs);
    rows->addWidget(new Hairline);
    m_pages = new QStackedWidget;
    m_pages->addWidget(buildForm());
    m_history = new RowList(tr("Earlier versions"));
    m_takes = new RowList(tr("Takes made with this style"));
    m_pages->addWidget(m_history);
    m_pages->addWidget(m_takes);
    rows->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_pages->setCurrentIndex(tab);
        if (tab == 1)
            showHistory();
        if (tab == 2)
            showTakes();
    });
    connect(m_history, &RowList::actionTriggered, this, [this](const QVariant &version) { restore(version.toInt()); });
    connect(m_history, &RowList::rowChosen, this, [this](const QVariant &version) { restore(version.toInt()); });
    connect(m_takes, &RowList::rowChosen, this,
            [this](const QVariant &clip) { Q_EMIT m_desk.context().galleryRequested(ClipId(clip.toString())); });
    connect(m_more, &QAbstractButton::clicked, this, [this] { Q_EMIT menuRequested(m_more); });
    connect(m_star, &QAbstractButton::clicked, this, [this](bool on) {
        if (m_desk.isNew() || !m_desk.style())
            return;
        StyleTemplate edited = *m_desk.style();
        edited.isFavourite = on;
        (void)reported(m_desk.context(), m_desk.studio().save(edited));
    });
}

LineField *StyleForm::valueField(const QString &key, const QString &label)
{
    auto *field = new LineField(label, true);
    field->edit()->setPlaceholderText(tr("not set"));
    m_values.insert(key, field);
    connect(field->edit(), &QLineEdit::textChanged, this, &StyleForm::check);
    return field;
}

QWidget *StyleForm::buildForm()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    auto *fields = new QWidget;
    auto *rows = new QVBoxLayout(fields);
    rows->setContentsMargins(space::kPadding, 10, space::kPadding, space::kPadding);
    rows->setSpacing(10);
    m_name = new LineField(tr("Name"), false);
    m_category = new LineField(tr("Category"), false);
    m_category->setFixedWidth(122);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_name, 1);
    first->addWidget(m_category);
    rows->addLayout(first);
    m_description = new TextField(tr("Description"), 2);
    m_prefix = new TextField(tr("Goes before the prompt"), 2);
    m_suffix = new TextField(tr("Goes after"), 2);
    m_negative = new TextField(tr("Negative"), 2);
    for (TextField *field : {m_description, m_prefix, m_suffix, m_negative}) {
        field->edit()->setFixedHeight(46);
        rows->addWidget(field);
        connect(field->edit(), &QPlainTextEdit::textChanged, this, &StyleForm::check);
    }
    connect(m_name->edit(), &QLineEdit::textChanged, this, &StyleForm::check);
    connect(m_category->edit(), &QLineEdit::textChanged, this, &StyleForm::check);
    m_family = new FieldChoice(tr("Family"));
    std::vector<FieldChoice::Option> families = {{tr("not set"), QString()}};
    for (const comfy::ModelFamily &family : comfy::FamilyTable::builtIn().all())
        families.push_back({family.name, family.id});
    m_family->setOptions(std::move(families));
    connect(m_family, &FieldChoice::currentChanged, this, &StyleForm::check);
    const auto line = [&](std::initializer_list<QWidget *> widgets) {
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        for (QWidget *widget : widgets)
            row->addWidget(widget, 1);
        rows->addLayout(row);
    };
    auto *models = new QHBoxLayout;
    models->setSpacing(8);
    models->addLayout(labelled(tr("Family"), m_family), 1);
    models->addWidget(valueField(QStringLiteral("model"), tr("Model")), 1);
    rows->addLayout(models);
    m_modelWarning = new TextLabel({}, TextStyle::Caption, Ink::Warning);
    m_modelWarning->setWrap(true);
    m_modelWarning->hide();
    rows->addWidget(m_modelWarning);
    line({valueField(QStringLiteral("steps"), tr("Steps")), valueField(QStringLiteral("cfg"), tr("CFG")),
          valueField(QStringLiteral("sampler"), tr("Sampler"))});
    line({valueField(QStringLiteral("width"), tr("Width")), valueField(QStringLiteral("height"), tr("Height")),
          valueField(QStringLiteral("frames"), tr("Frames"))});
    line({valueField(QStringLiteral("scheduler"), tr("Scheduler")), valueField(QStringLiteral("more"), tr("More parameters"))});
    field(QStringLiteral("more"))->edit()->setPlaceholderText(tr("clip_skip=2 pag_scale=1.5"));
    m_loras = new LoraRows(tr("LoRA"));
    connect(m_loras, &LoraRows::changed, this, &StyleForm::check);
    rows->addWidget(m_loras);
    rows->addWidget(new Hairline);
    auto *shared = new QHBoxLayout;
    auto *words = new TextLabel(tr("Shared with other projects"));
    m_shared = new Switch(tr("Shared with other projects"));
    shared->addWidget(words, 1);
    shared->addWidget(m_shared);
    rows->addLayout(shared);
    connect(m_shared, &QAbstractButton::toggled, this, &StyleForm::check);
    rows->addStretch(1);
    area->setWidget(fields);
    fields->setAutoFillBackground(false);
    column->addWidget(area, 1);
    column->addWidget(buildFoot());
    return page;
}

QWidget *StyleForm::buildFoot()
{
    auto *foot = new QWidget;
    auto *rows = new QVBoxLayout(foot);
    rows->setContentsMargins(space::kPadding, 8, space::kPadding, space::kPadding);
    rows->setSpacing(6);
    m_status = new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary);
    rows->addWidget(m_status);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    m_save = new PushButton(tr("Save"), ControlKind::Primary);
    m_save->setButtonSize(ButtonSize::Large);
    m_save->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_discard = new PushButton(tr("Discard"), ControlKind::Quiet);
    m_discard->setButtonSize(ButtonSize::Large);
    buttons->addWidget(m_save, 1);
    buttons->addWidget(m_discard);
    rows->addLayout(buttons);
    connect(m_save, &QAbstractButton::clicked, this, &StyleForm::save);
    connect(m_discard, &QAbstractButton::clicked, this, &StyleForm::discard);
    return foot;
}

void StyleForm::load(const StyleTemplate &style)
{
    m_isLoading = true;
    m_original = style;
    QStringList categories = styleCategories() + m_desk.ownCategories();
    auto *completer = new QCompleter(categories, m_category->edit());
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_category->edit()->setCompleter(completer);
    m_name->setValue(style.name);
    m_category->setValue(style.category);
    m_description->setValue(style.description);
    m_prefix->setValue(style.prefix);
    m_suffix->setValue(style.suffix);
    m_negative->setValue(style.negative);
    m_family->setValue(style.family);
    QJsonObject more = style.params;
    field(QStringLiteral("model"))->setValue(style.model);
    for (const QString &key : numberKeys() + wordKeys()) {
        field(key)->setValue(numberText(style.params[key]));
        field(key)->edit()->setPlaceholderText(tr("not set"));
        more.remove(key);
    }
    QStringList rest;
    for (auto it = more.begin(); it != more.end(); ++it) {
        if (!it->isObject() && !it->isArray())
            rest.append(QStringLiteral("%1=%2").arg(it.key(), it->isBool() ? QStringLiteral("on") : numberText(*it)));
    }
    field(QStringLiteral("more"))->setValue(rest.join(u' '));
    std::vector<LoraRows::Entry> loras;
    for (const comfy::LoraRef &lora : style.loras)
        loras.push_back({lora.name, lora.weight});
    m_loras->setEntries(loras);
    m_shared->setChecked(style.scope == Scope::Shared);
    m_isLoading = false;
}

void StyleForm::refresh()
{
    const StyleTemplate *open = m_desk.style();
    setEnabled(open != nullptr);
    if (!open)
        return;
    const QString id = m_desk.isNew() ? QStringLiteral("new") : open->id.text();
    // What is being typed is not thrown away because something else was saved.
    if (id != m_loaded || !isChanged() || open->version != m_original.version) {
        m_loaded = id;
        load(*open);
    }
    m_title->setText(open->name.isEmpty() ? tr("New style") : open->name);
    m_version->setText(m_desk.isNew() ? QString() : tr("version %1").arg(open->version));
    m_star->setChecked(open->isFavourite);
    m_star->setIconName(QStringLiteral("star"), open->isFavourite ? IconFill::Solid : IconFill::Line);
    m_star->setEnabled(!m_desk.isNew() && !m_desk.isReadOnly());
    m_tabs->setTabText(1, open->version > 1 ? tr("History %1").arg(open->version - 1) : tr("History"));
    const int takes = m_desk.isNew() ? 0 : m_desk.statisticsOf(*open).all.takes;
    m_tabs->setTabText(2, takes > 0 ? tr("Takes %1").arg(takes) : tr("Takes"));
    if (m_pages->currentIndex() == 1)
        showHistory();
    if (m_pages->currentIndex() == 2)
        showTakes();
    check();
}

QString StyleForm::problemOf(const QString &key, const QString &text, QJsonObject &params) const
{
    if (text.trimmed().isEmpty())
        return {};
    QJsonObject one;
    if (key == u"more") {
        for (const QString &part : text.split(QRegularExpression(QStringLiteral("[\\s,;]+")), Qt::SkipEmptyParts)) {
            if (!part.contains(u'='))
                return tr("“%1” needs a value, for example clip_skip=2").arg(part);
            one.insert(part.section(u'=', 0, 0), valueOf(part.section(u'=', 1)));
        }
    } else if (numberKeys().contains(key)) {
        bool isNumber = false;
        const double number = text.trimmed().toDouble(&isNumber);
        if (!isNumber)
            return tr("A number, for example %1")
                .arg(key == u"cfg"     ? QStringLiteral("7.5")
                     : key == u"steps" ? QStringLiteral("20")
                                       : QStringLiteral("768"));
        one.insert(key, number);
    } else {
        one.insert(key, text.trimmed());
    }
    StyleTemplate probe;
    probe.name = QStringLiteral("x");
    probe.params = one;
    if (key != u"model") {
        if (const auto checked = checkedTemplate(probe); !checked)
            return checked.error().detail().isEmpty() ? checked.error().text() : checked.error().text() + u' ' + checked.error().detail();
        for (auto it = one.begin(); it != one.end(); ++it)
            params.insert(it.key(), it.value());
    }
    return {};
}

StyleTemplate StyleForm::draft() const
{
    StyleTemplate style = m_original;
    style.name = m_name->edit()->text();
    style.category = m_category->edit()->text();
    style.description = m_description->edit()->toPlainText();
    style.prefix = m_prefix->edit()->toPlainText();
    style.suffix = m_suffix->edit()->toPlainText();
    style.negative = m_negative->edit()->toPlainText();
    style.family = m_family->value().toString();
    style.model = field(QStringLiteral("model"))->edit()->text().trimmed();
    QJsonObject params;
    for (auto it = m_original.params.begin(); it != m_original.params.end(); ++it) {
        if (it->isObject() || it->isArray()) // those have no field here
            params.insert(it.key(), *it);
    }
    for (auto it = m_values.begin(); it != m_values.end(); ++it)
        (void)problemOf(it.key(), it.value()->edit()->text(), params);
    style.params = params;
    style.loras.clear();
    for (const LoraRows::Entry &entry : m_loras->entries())
        style.loras.push_back({entry.name, entry.weight, {}});
    style.scope = m_shared->isChecked() ? Scope::Shared : Scope::Project;
    return style;
}

bool StyleForm::isChanged() const
{
    return !m_loaded.isEmpty() &&
           (draft() != m_original || std::ranges::any_of(m_values, [](const LineField *it) { return it->isWrong(); }));
}

void StyleForm::setFamilyModelWarning()
{
    const QString model = field(QStringLiteral("model"))->edit()->text().trimmed();
    QString warning;
    const GenerationService *service = m_desk.context().generation();
    if (!model.isEmpty() && service) {
        const auto catalog = ModelCatalog::load(service->profile());
        const auto isIt = [&](const ModelRecord &record) {
            return record.name == model && std::ranges::any_of(record.places, &ModelPlace::isThere);
        };
        if (catalog && !catalog->all().empty() && std::ranges::none_of(catalog->all(), isIt))
            warning = tr("No server has this model now. It is saved all the same.");
    }
    m_modelWarning->setText(warning);
    m_modelWarning->setVisible(!warning.isEmpty());
}

void StyleForm::check()
{
    if (m_isLoading || !m_desk.style())
        return;
    QStringList wrong;
    QJsonObject ignored;
    for (auto it = m_values.begin(); it != m_values.end(); ++it) {
        const QString problem = problemOf(it.key(), it.value()->edit()->text(), ignored);
        it.value()->showProblem(problem);
        if (!problem.isEmpty())
            wrong.append(it.key() == u"cfg" ? QStringLiteral("CFG") : it.key() == u"more" ? tr("parameters") : it.key());
    }
    const StyleTemplate now = draft();
    const comfy::ModelFamily *family = comfy::FamilyTable::builtIn().find(now.family);
    m_loras->setMost(family ? family->maxLoras : -1);
    m_loras->setHint(family ? tr("%1 of %2 for %3").arg(now.loras.size()).arg(family->maxLoras).arg(family->name) : QString());
    setFamilyModelWarning();
    QString rule;
    if (wrong.isEmpty()) {
        const auto checked = checkedTemplate(now);
        rule = checked ? QString() : checked.error().text();
        m_name->showProblem(!checked && now.name.trimmed().isEmpty() && m_name->edit()->isModified() ? rule : QString());
    }
    const bool noScope = !m_desk.studio().has(now.scope);
    const bool isSame = !m_desk.isNew() && now == m_original;
    wrong.sort();
    m_status->setText(!wrong.isEmpty()      ? tr("Saving waits for: %1").arg(wrong.join(QStringLiteral(", ")))
                      : !rule.isEmpty()     ? rule
                      : noScope             ? tr("Open a project, or share it with other projects")
                      : m_desk.isReadOnly() ? tr("The project is open read-only")
                      : m_desk.isNew()      ? tr("Not saved yet")
                      : isSame              ? tr("Saved")
                                            : tr("Changed; saving makes version %1").arg(m_original.version + 1));
    m_status->setInk(wrong.isEmpty() && rule.isEmpty() ? Ink::Secondary : Ink::Danger);
    m_save->setText(m_desk.isNew() ? tr("Save style") : tr("Save version %1").arg(m_original.version + 1));
    m_save->setDisabledReason(!wrong.isEmpty() || !rule.isEmpty() || noScope || m_desk.isReadOnly() ? m_status->text()
                              : isSame                                                              ? tr("Nothing was changed")
                                                                                                    : QString());
    m_discard->setEnabled(m_desk.isNew() || !isSame);
    Q_EMIT draftChanged();
}

void StyleForm::save()
{
    if (!m_save->isEnabled() || !m_desk.style())
        return;
    StyleTemplate style = draft();
    Studio studio = m_desk.studio();
    // To the shared ones under its id, so that shots go on naming it; back it goes as a copy.
    if (!m_desk.isNew() && style.scope != m_original.scope) {
        style.scope = m_original.scope;
        if (style != m_original && !reported(m_desk.context(), studio.save(style)))
            return;
        if (m_original.scope == Scope::Project) {
            (void)reported(m_desk.context(), studio.moveToShared(style));
        } else if (const auto copy = studio.duplicate(style, Scope::Project); reported(m_desk.context(), copy)) {
            m_desk.open(copy->text());
        }
        m_loaded.clear();
        return m_desk.refresh();
    }
    const auto id = studio.save(style);
    if (!id) {
        if (id.error().code() == ProblemCode::DuplicateResource)
            return m_name->showProblem(id.error().text() + u' ' + id.error().detail());
        return m_desk.report(id.error());
    }
    m_loaded.clear();
    m_desk.discardNew();
    m_desk.open(id->text());
}

void StyleForm::discard()
{
    m_loaded.clear();
    if (m_desk.isNew())
        return m_desk.discardNew();
    refresh();
}

void StyleForm::showHistory()
{
    const StyleTemplate *open = m_desk.style();
    std::vector<ListRow> rows;
    const auto versions =
        open && !m_desk.isNew() ? m_desk.studio().versionsOf(open->scope, open->id.text()) : std::vector<StudioItemVersion>();
    for (const StudioItemVersion &version : versions.value_or(std::vector<StudioItemVersion>())) {
        ListRow row;
        row.icon = QStringLiteral("history");
        row.title = tr("Version %1").arg(version.version);
        row.detail = version.content[u"prefix"].toString();
        row.figure = QDateTime::fromString(version.at, Qt::ISODateWithMs).toLocalTime().toString(QStringLiteral("d MMM, HH:mm"));
        row.action = tr("Restore");
        row.value = version.version;
        rows.push_back(row);
    }
    if (rows.empty())
        rows.push_back(
            {.icon = QStringLiteral("history"), .title = tr("No earlier versions"), .detail = tr("Each saving keeps the one before")});
    m_history->setRows(std::move(rows));
}

void StyleForm::restore(int number)
{
    const StyleTemplate *open = m_desk.style();
    if (!open || number <= 0)
        return;
    const auto versions = m_desk.studio().versionsOf(open->scope, open->id.text());
    if (!reported(m_desk.context(), versions))
        return;
    const auto found = std::ranges::find(*versions, number, &StudioItemVersion::version);
    if (found == versions->end())
        return;
    StudioItem item = itemOf(*open);
    item.name = found->name;
    item.content = found->content;
    m_loaded.clear();
    if (reported(m_desk.context(), m_desk.studio().save(styleTemplateFrom(item, open->scope))))
        m_tabs->setCurrentIndex(0);
    m_desk.refresh();
}

void StyleForm::showTakes()
{
    const StyleTemplate *open = m_desk.style();
    const project::ProjectSession *session = m_desk.context().session();
    std::vector<ListRow> rows;
    if (open && session && !m_desk.isNew()) {
        for (const TakeId &id : m_desk.statisticsOf(*open).takes) {
            const timeline::Take *take = session->takes().find(id);
            if (!take)
                continue;
            const timeline::Clip *clip = timeline::findClip(session->timeline(), take->clip);
            ListRow row;
            const bool isGood = take->verdict == timeline::TakeVerdict::Approved;
            const bool isBad = take->verdict == timeline::TakeVerdict::Rejected;
            row.icon = isGood ? QStringLiteral("check") : isBad ? QStringLiteral("close") : QStringLiteral("image");
            row.iconInk = isGood ? Ink::Success : isBad ? Ink::Danger : Ink::Secondary;
            row.title = clip ? clip->name : tr("In the pool");
            row.detail = QStringList{take->family, take->serverName}.join(QStringLiteral(", "));
            row.figure = QDateTime::fromString(take->createdAt, Qt::ISODateWithMs).toLocalTime().toString(QStringLiteral("d MMM, HH:mm"));
            row.value = take->clip.text();
            rows.push_back(row);
        }
    }
    if (rows.empty())
        rows.push_back({.icon = QStringLiteral("image"),
                        .title = tr("No takes yet"),
                        .detail = tr("A take shows by the style's words that it was made with it")});
    m_takes->setRows(std::move(rows));
}

} // namespace sc::ui
