// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/sheet_dialog.h"

#include "core/comfy/family.h"
#include "core/generation/generation_service.h"
#include "ui/theme/theme.h"
#include "ui/timeline/inspector_fields.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QGridLayout>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kSheetWidth = 520;
constexpr int kQuickWidth = 440;
constexpr int kTop = 120;

constexpr std::array<SheetProfile, 5> kProfiles = {SheetProfile::Comprehensive, SheetProfile::Headshots, SheetProfile::Poses,
                                                   SheetProfile::Expressions, SheetProfile::Methods};

QVBoxLayout *labelled(const QString &label, QWidget *field)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(new TextLabel(label, TextStyle::Caption, Ink::Secondary));
    column->addWidget(field);
    return column;
}

} // namespace

SheetDialog::SheetDialog(QWidget *window, CharacterDesk &desk)
    : Overlay(window, kSheetWidth, kTop, radius::kDialog),
      m_desk(desk),
      m_title(new TextLabel({}, TextStyle::Title)),
      m_style(new FieldChoice(tr("Pose style"))),
      m_control(new FieldChoice(tr("Keep from the full body picture"))),
      m_look(new FieldChoice(tr("Look"))),
      m_count(new FieldChoice(tr("Pictures"))),
      m_family(new FieldChoice(tr("Family"))),
      m_preset(new FieldChoice(tr("Preset"))),
      m_server(new FieldChoice(tr("Server"))),
      m_words(new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary)),
      m_problem(new TextLabel({}, TextStyle::Caption, Ink::Danger)),
      m_start(new PushButton(tr("Generate"), ControlKind::Generate))
{
    std::vector<Segment::Part> profiles;
    for (const SheetProfile profile : kProfiles)
        profiles.push_back({sheetProfileTitle(profile), {}});
    m_profile = new Segment(std::move(profiles));
    m_profile->setAccessibleName(tr("What the sheet shows"));
    auto *rows = new QVBoxLayout(plate());
    rows->setContentsMargins(space::kDialogPadding, space::kDialogPadding, space::kDialogPadding, space::kDialogPadding);
    rows->setSpacing(12);
    rows->addWidget(m_title);
    rows->addWidget(m_profile);
    auto *grid = new QGridLayout;
    grid->setSpacing(10);
    grid->addLayout(labelled(tr("Pose style"), m_style), 0, 0);
    grid->addLayout(labelled(tr("Keep from the full body picture"), m_control), 0, 1);
    grid->addLayout(labelled(tr("Look"), m_look), 1, 0);
    grid->addLayout(labelled(tr("Pictures"), m_count), 1, 1);
    grid->addLayout(labelled(tr("Family"), m_family), 2, 0);
    grid->addLayout(labelled(tr("Preset"), m_preset), 2, 1);
    grid->addLayout(labelled(tr("Server"), m_server), 3, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    rows->addLayout(grid);
    m_words->setWrap(true);
    m_problem->setWrap(true);
    rows->addWidget(m_words);
    rows->addWidget(m_problem);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new PushButton(tr("Cancel"), ControlKind::Quiet);
    m_start->setIconName(QStringLiteral("generate"));
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    buttons->addWidget(m_start);
    rows->addLayout(buttons);
    std::vector<FieldChoice::Option> styles;
    for (int i = 0; i < 4; ++i)
        styles.push_back({sheetStyleTitle(SheetStyle(i)), i});
    m_style->setOptions(std::move(styles));
    m_control->setOptions({{tr("nothing"), -1}, {tr("Pose"), 0}, {tr("Depth"), 1}, {tr("Edges"), 2}, {tr("Scribble"), 3}});
    std::vector<FieldChoice::Option> counts;
    for (int i = kFewestSheetCells; i <= kMostSheetCells; ++i)
        counts.push_back({QString::number(i), i});
    m_count->setOptions(std::move(counts), 2);
    std::vector<FieldChoice::Option> families = {{tr("as the project"), QString()}};
    for (const comfy::ModelFamily &family : comfy::FamilyTable::builtIn().all()) {
        if (family.makes == comfy::MediaKind::Image)
            families.push_back({family.name, family.id});
    }
    m_family->setOptions(std::move(families));
    m_preset->setOptions({{tr("Fast"), QStringLiteral("fast")}, {tr("Quality"), QStringLiteral("quality")}});
    connect(cancel, &QAbstractButton::clicked, this, &FloatingPlate::close);
    connect(m_start, &QAbstractButton::clicked, this, &SheetDialog::start);
    connect(m_profile, &Segment::currentChanged, this, &SheetDialog::refresh);
    for (FieldChoice *choice : {m_style, m_control, m_look, m_count, m_family, m_preset, m_server})
        connect(choice, &FieldChoice::currentChanged, this, &SheetDialog::refresh);
}

void SheetDialog::setCount(int count)
{
    m_count->setValue(count);
}

void SheetDialog::openSheet(SheetProfile profile)
{
    const Character *character = m_desk.current();
    const GenerationService *service = m_desk.context().generation();
    if (!character || !service)
        return;
    m_title->setText(tr("Character sheet of %1").arg(character->name));
    m_profile->setCurrent(int(profile));
    std::vector<FieldChoice::Option> looks = {{character->looks.empty() ? tr("none") : character->looks.front().name, QString()}};
    for (size_t i = 1; i < character->looks.size(); ++i)
        looks.push_back({character->looks[i].name, character->looks[i].name});
    m_look->setOptions(std::move(looks));
    std::vector<FieldChoice::Option> servers = {{tr("automatic"), QString()}};
    for (const Server &server : service->servers()) {
        if (server.active)
            servers.push_back({server.name, server.id.text()});
    }
    m_server->setOptions(std::move(servers));
    refresh();
    open(m_profile);
}

SheetSpec SheetDialog::spec() const
{
    SheetSpec spec;
    spec.profile = kProfiles[size_t(std::clamp(m_profile->current(), 0, int(kProfiles.size()) - 1))];
    spec.style = SheetStyle(m_style->value().toInt());
    spec.count = m_count->value().toInt();
    if (const int control = m_control->value().toInt(); control >= 0)
        spec.control = comfy::ControlType(control);
    spec.look = m_look->value().toString();
    if (const QString family = m_family->value().toString(); !family.isEmpty())
        spec.params.insert(QStringLiteral("family"), family);
    spec.params.insert(QStringLiteral("preset"), m_preset->value().toString());
    spec.server = ServerId(m_server->value().toString());
    return spec;
}

void SheetDialog::refresh()
{
    const Character *character = m_desk.current();
    if (!character)
        return;
    const SheetSpec now = spec();
    m_count->setEnabled(now.profile != SheetProfile::Methods);
    QStringList names;
    for (const SheetCell &cell : sheetCells(*character, now))
        names.append(cell.name);
    m_words->setText(tr("%n picture(s): %1. They go to the pool; what you approve becomes a reference.", nullptr, int(names.size()))
                         .arg(names.join(QStringLiteral(", "))));
    const auto jobs = draftSheet(m_desk.studio(), *character, now);
    m_problem->setText(jobs ? QString() : jobs.error().text());
    m_problem->setVisible(!jobs.has_value());
    m_start->setText(tr("Generate %n picture(s)", nullptr, int(names.size())));
    m_start->setDisabledReason(jobs ? QString() : jobs.error().text());
    place();
}

void SheetDialog::start()
{
    if (m_desk.startSheet(spec()))
        close();
}

QuickCharacter::QuickCharacter(QWidget *window, CharacterDesk &desk)
    : Overlay(window, kQuickWidth, kTop, radius::kDialog),
      m_desk(desk),
      m_name(new LineField(tr("Name"), false)),
      m_description(new LineField(tr("Description"), false)),
      m_add(new PushButton(tr("Add pictures..."))),
      m_pictures(new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary)),
      m_free(new PushButton({}, ControlKind::Quiet)),
      m_make(new PushButton(tr("Make character"), ControlKind::Primary))
{
    auto *rows = new QVBoxLayout(plate());
    rows->setContentsMargins(space::kDialogPadding, space::kDialogPadding, space::kDialogPadding, space::kDialogPadding);
    rows->setSpacing(12);
    rows->addWidget(new TextLabel(tr("Quick character"), TextStyle::Title));
    auto *words = new TextLabel(tr("A name and a picture are enough. With pictures it comes in by IP-Adapter, without by its words."),
                                TextStyle::Body, Ink::Secondary);
    words->setWrap(true);
    rows->addWidget(words);
    rows->addWidget(m_name);
    rows->addWidget(m_free);
    m_free->setButtonSize(ButtonSize::Small);
    m_free->hide();
    m_description->edit()->setPlaceholderText(tr("what goes into every prompt: a woman in her thirties, short dark hair"));
    rows->addWidget(m_description);
    auto *row = new QHBoxLayout;
    row->addWidget(m_add);
    row->addWidget(m_pictures, 1);
    rows->addLayout(row);
    auto *buttons = new QHBoxLayout;
    auto *cancel = new PushButton(tr("Cancel"), ControlKind::Quiet);
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    buttons->addWidget(m_make);
    rows->addLayout(buttons);
    connect(cancel, &QAbstractButton::clicked, this, &FloatingPlate::close);
    connect(m_make, &QAbstractButton::clicked, this, &QuickCharacter::make);
    connect(m_name->edit(), &QLineEdit::returnPressed, this, &QuickCharacter::make);
    connect(m_add, &QAbstractButton::clicked, this, [this] {
        addPictures(QFileDialog::getOpenFileNames(this->window(), tr("Reference pictures"), {},
                                                  tr("Pictures (*.jpg *.jpeg *.png *.webp *.gif);;All files (*)")));
    });
    connect(m_free, &QAbstractButton::clicked, this, [this] {
        m_name->edit()->setText(m_freeName);
        m_name->showProblem({});
        m_free->hide();
        m_name->edit()->setFocus();
        place();
    });
}

void QuickCharacter::openWith(const QStringList &pictures)
{
    m_files.clear();
    m_name->setValue({});
    m_description->setValue({});
    m_free->hide();
    addPictures(pictures);
    open(m_name->edit());
}

void QuickCharacter::addPictures(const QStringList &files)
{
    for (const QString &file : files) {
        if (!m_files.contains(file))
            m_files.append(file);
    }
    refresh();
}

void QuickCharacter::refresh()
{
    QStringList names;
    for (const QString &file : m_files)
        names.append(QFileInfo(file).fileName());
    m_pictures->setText(names.isEmpty() ? tr("no pictures yet") : names.join(QStringLiteral(", ")));
}

void QuickCharacter::make()
{
    Character character;
    character.scope = m_desk.context().session() ? Scope::Project : Scope::Shared;
    character.name = m_name->edit()->text();
    character.description = m_description->edit()->text();
    character.colour = int(m_desk.all().size()) % kCharacterColours;
    if (const auto free = m_desk.studio().freeName(kCharacterKind, character.scope, character.name.trimmed());
        free && *free != character.name.trimmed() && !character.name.trimmed().isEmpty()) {
        m_freeName = *free;
        m_name->showProblem(tr("There is already one called “%1”.").arg(character.name.trimmed()));
        m_free->setText(tr("Call it “%1”").arg(*free));
        m_free->show();
        return place();
    }
    character.references = m_desk.takePictures(m_files, character.scope);
    if (character.references.empty())
        character.method = CharacterMethod::PromptOnly;
    const auto id = m_desk.studio().save(character);
    if (!id) {
        m_name->showProblem(id.error().text());
        return place();
    }
    close();
    Q_EMIT made(*id);
}

} // namespace sc::ui
