// SPDX-License-Identifier: GPL-3.0-or-later
// Who comes back from shot to shot.
#include "app/cli/edit_arguments.h"
#include "app/cli/queue_run.h"
#include "app/cli/studio_access.h"
#include "core/comfy/family.h"
#include "core/generation/character_sheet.h"
#include "core/generation/item_json.h"
#include "core/generation/training_set.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>

#include <algorithm>

namespace sc::cli {

namespace {

using namespace generation;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

int useCount(const StudioCall &call, const Character &character)
{
    return call.session ? static_cast<int>(clipsWith(call.session->timeline(), character.id).size()) : 0;
}

QJsonObject characterJson(const StudioCall &call, const Character &character)
{
    QJsonObject json = generation::toJson(character);
    QJsonArray needs;
    for (const MissingNeed &need : missingNeeds(character, character.method))
        needs.append(need.key);
    json.insert(QStringLiteral("id"), character.id.text());
    json.insert(QStringLiteral("scope"), scopeName(character.scope));
    json.insert(QStringLiteral("name"), character.name);
    json.insert(QStringLiteral("version"), character.version);
    json.insert(QStringLiteral("needs"), needs);
    json.insert(QStringLiteral("ready"), needs.isEmpty());
    json.insert(QStringLiteral("use_count"), useCount(call, character));
    json.insert(QStringLiteral("prompt"), promptTextOf(character));
    return json;
}

QString characterLine(const StudioCall &call, const Character &character)
{
    const auto needs = missingNeeds(character, character.method);
    const int uses = useCount(call, character); // lupdate of Qt 6.4 never ends on a call with two arguments below
    return QStringLiteral("%1  %2  %3, %4, %5%6")
        .arg(character.id.text(), character.name, methodTitle(character.method), needs.empty() ? tr("ready") : needs.front().text,
             QCoreApplication::translate("sc::cli", "%n shot(s)", nullptr, uses),
             character.scope == Scope::Shared ? tr(", shared") : QString());
}

Result<Output> told(const StudioCall &call, const CharacterId &id, const QStringList &notes = {})
{
    SC_TRY_ASSIGN(character, call.studio.character(id));
    QJsonObject json = characterJson(call, character);
    if (!notes.isEmpty())
        json.insert(QStringLiteral("skipped"), QJsonArray::fromStringList(notes));
    return Output{(QStringList(characterLine(call, character)) + notes).join(u'\n'), json};
}

// --reference FILE ..., each one that cannot be read is skipped with its reason.
Result<> addPictures(const StudioCall &call, Character &character, QStringList &skipped)
{
    const Arguments &arguments = call.invocation.arguments;
    const bool anySize = arguments.has(QStringLiteral("any-size"));
    for (const QString &file : arguments.values(QStringLiteral("reference"))) {
        const auto media = call.studio.takePicture(file, character.scope, anySize);
        if (!media) {
            skipped.append(media.error().text());
            call.invocation.console.notice(media.error().text());
            continue;
        }
        const auto isSame = [&](const ReferencePicture &one) { return one.media.hash == media->hash; };
        if (std::ranges::none_of(character.references, isSame))
            character.references.push_back({*media, 1});
    }
    const std::pair<QString, timeline::MediaRef Character::*> single[] = {{QStringLiteral("face"), &Character::face},
                                                                          {QStringLiteral("full-body"), &Character::fullBody}};
    for (const auto &[option, member] : single) {
        if (!arguments.has(option))
            continue;
        if (arguments.value(option) == QLatin1String("none")) {
            character.*member = {};
            continue;
        }
        SC_TRY_ASSIGN(media, call.studio.takePicture(arguments.value(option), character.scope, anySize));
        character.*member = media;
    }
    return {};
}

Result<double> numberOption(const Arguments &arguments, const QString &option, double present)
{
    if (!arguments.has(option))
        return present;
    bool ok = false;
    const double number = arguments.value(option).toDouble(&ok);
    if (ok)
        return number;
    return std::unexpected(
        Problem(ProblemCode::ValidationError, tr("--%1 needs a number.").arg(option)).withDetail(arguments.value(option)));
}

Result<> setLooks(const Arguments &arguments, Character &character)
{
    for (const QString &text : arguments.values(QStringLiteral("look"))) {
        const QString name = text.section(u'=', 0, 0).trimmed();
        const auto there = std::ranges::find_if(
            character.looks, [&](const CharacterLook &look) { return look.name.compare(name, Qt::CaseInsensitive) == 0; });
        if (!text.contains(u'=')) {
            if (there == character.looks.end())
                return std::unexpected(
                    Problem(ProblemCode::ValidationError, tr("--look needs NAME=WORDS; NAME alone takes a look away.")).withDetail(text));
            character.looks.erase(there);
        } else if (there == character.looks.end()) {
            character.looks.push_back({name, text.section(u'=', 1), {}, {}});
        } else {
            there->prompt = text.section(u'=', 1);
        }
    }
    return {};
}

Result<> setFields(const StudioCall &call, Character &character, QStringList &skipped)
{
    const Arguments &arguments = call.invocation.arguments;
    character.name = arguments.value(QStringLiteral("name"), character.name);
    character.description = arguments.value(QStringLiteral("description"), character.description);
    character.styleNotes = arguments.value(QStringLiteral("style"), character.styleNotes);
    if (arguments.has(QStringLiteral("triggers")))
        character.triggerWords = arguments.value(QStringLiteral("triggers")).split(u',', Qt::SkipEmptyParts);
    if (arguments.has(QStringLiteral("method"))) {
        QStringList names;
        for (const CharacterMethod method : {CharacterMethod::IpAdapter, CharacterMethod::ReActor, CharacterMethod::InstantId,
                                             CharacterMethod::Lora, CharacterMethod::PromptOnly})
            names.append(methodName(method));
        SC_TRY_ASSIGN(method, choiceOption(arguments, QStringLiteral("method"), names, 0));
        character.method = static_cast<CharacterMethod>(method);
    }
    double &weight = character.method == CharacterMethod::InstantId ? character.instantIdStrength
                     : character.method == CharacterMethod::ReActor ? character.reactorBlend
                                                                    : character.ipAdapterWeight;
    SC_TRY_ASSIGN(number, numberOption(arguments, QStringLiteral("weight"), weight));
    weight = number;
    if (arguments.has(QStringLiteral("seed"))) {
        bool ok = false;
        const qint64 seed = arguments.value(QStringLiteral("seed")).toLongLong(&ok);
        if (!ok && arguments.value(QStringLiteral("seed")) != QLatin1String("free"))
            return std::unexpected(Problem(ProblemCode::ValidationError, tr("--seed needs a whole number, or free.")));
        character.fixedSeed = ok ? std::optional(seed) : std::nullopt;
    }
    SC_TRY_ASSIGN(colour, arguments.integer(QStringLiteral("colour"), 0, kCharacterColours - 1));
    character.colour = colour.value_or(character.colour);
    SC_TRY_ASSIGN(loras, loraOptions(arguments));
    if (loras)
        character.loras = *loras;
    SC_TRY(setLooks(arguments, character));
    return addPictures(call, character, skipped);
}

Result<Output> addCharacter(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadWrite));
    Character character;
    character.scope = call.scope();
    character.name = call.word(0);
    QStringList skipped;
    SC_TRY(setFields(call, character, skipped));
    SC_TRY_ASSIGN(id, call.studio.save(character));
    return told(call, id, skipped);
}

Result<Output> editCharacter(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadWrite));
    SC_TRY_ASSIGN(character, findCharacter(call.studio, call.word(0)));
    QStringList skipped;
    SC_TRY(setFields(call, character, skipped));
    SC_TRY_ASSIGN(id, call.studio.save(character));
    return told(call, id, skipped);
}

Result<Output> listCharacters(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(all, call.studio.characters());
    Output output;
    QJsonArray list;
    for (const Character &character : all) {
        list.append(characterJson(call, character));
        output.text += characterLine(call, character) + u'\n';
    }
    if (all.empty())
        output.text = tr("No characters yet. Add one: character add BUNDLE NAME --reference FILE");
    output.json = list;
    return output;
}

Result<Output> showCharacter(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(character, findCharacter(call.studio, call.word(0)));
    const QJsonObject json = characterJson(call, character);
    return Output{QString::fromUtf8(toJsonText(json)), json};
}

Result<Output> deleteCharacter(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadWrite));
    SC_TRY_ASSIGN(character, findCharacter(call.studio, call.word(0)));
    SC_TRY(call.studio.remove(character, invocation.arguments.has(QStringLiteral("anyway"))));
    return Output{tr("Deleted \"%1\".").arg(character.name), QJsonObject{{QStringLiteral("deleted"), character.id.text()}}};
}

Result<Output> duplicateCharacter(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadWrite));
    SC_TRY_ASSIGN(character, findCharacter(call.studio, call.word(0)));
    SC_TRY_ASSIGN(id, call.studio.duplicate(character, call.scope()));
    return told(call, id);
}

Result<Output> shareCharacter(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadWrite));
    SC_TRY_ASSIGN(character, findCharacter(call.studio, call.word(0)));
    SC_TRY(call.studio.moveToShared(character));
    return told(call, character.id);
}

Result<Output> usersOf(const StudioCall &call, const CharacterId &id)
{
    Output output;
    QJsonArray list;
    for (const timeline::Clip *clip : clipsWith(call.session->timeline(), id)) {
        list.append(QJsonObject{{QStringLiteral("clip"), clip->id.text()}, {QStringLiteral("name"), clip->name}});
        output.text += QStringLiteral("%1  %2\n").arg(clip->id.text(), clip->name);
    }
    if (list.isEmpty())
        output.text = tr("No shot has it.");
    output.json = list;
    return output;
}

Result<Output> useOfCharacter(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(character, findCharacter(call.studio, call.word(0)));
    return usersOf(call, character.id);
}

Result<Output> applyCharacter(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadWrite));
    SC_TRY_ASSIGN(clips, call.clips(1));
    const QStringList names = call.word(0).split(u',', Qt::SkipEmptyParts);
    std::vector<CharacterId> ids;
    for (const QString &name : names) {
        SC_TRY_ASSIGN(character, findCharacter(call.studio, name));
        ids.push_back(character.id);
    }
    if (ids.empty())
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("Name a character.")));
    if (invocation.arguments.has(QStringLiteral("remove"))) {
        SC_TRY(call.studio.takeOut(clips, ids.front()));
    } else if (ids.size() > 1) {
        SC_TRY(call.studio.castInTurn(clips, ids));
    } else {
        SC_TRY_ASSIGN(weight, numberOption(invocation.arguments, QStringLiteral("weight"), 1));
        SC_TRY(call.studio.cast(clips, {ids.front(), invocation.arguments.value(QStringLiteral("role")), weight,
                                        invocation.arguments.value(QStringLiteral("look"))}));
    }
    return usersOf(call, ids.front());
}

// --profile, --style and so on as one order.
Result<SheetSpec> sheetFrom(const Arguments &words, GenerationStore &queue)
{
    SheetSpec spec;
    if (words.has(QStringLiteral("profile"))) {
        const auto profile = sheetProfileFromName(words.value(QStringLiteral("profile")));
        if (!profile)
            return std::unexpected(
                Problem(ProblemCode::ValidationError, tr("A sheet is comprehensive, headshots, poses, expressions or methods.")));
        spec.profile = *profile;
    }
    if (words.has(QStringLiteral("style"))) {
        const auto style = sheetStyleFromName(words.value(QStringLiteral("style")));
        if (!style)
            return std::unexpected(Problem(ProblemCode::ValidationError, tr("A pose style is professional, casual, action or formal.")));
        spec.style = *style;
    }
    if (words.has(QStringLiteral("control"))) {
        QStringList names;
        for (int i = 0; i < 4; ++i)
            names.append(comfy::controlTypeName(comfy::ControlType(i)));
        SC_TRY_ASSIGN(control, choiceOption(words, QStringLiteral("control"), names, 0));
        spec.control = comfy::ControlType(control);
    }
    SC_TRY_ASSIGN(count, words.integer(QStringLiteral("count"), kFewestSheetCells, kMostSheetCells));
    spec.count = count.value_or(spec.count);
    spec.look = words.value(QStringLiteral("look"));
    for (const char *key : {"family", "preset"}) {
        if (words.has(QLatin1String(key)))
            spec.params.insert(QLatin1String(key), words.value(QLatin1String(key)));
    }
    SC_TRY_ASSIGN(params, paramsOptions(words, spec.params));
    spec.params = params;
    if (words.has(QStringLiteral("server"))) {
        SC_TRY_ASSIGN(server, findServer(queue, words.value(QStringLiteral("server"))));
        spec.server = server.id;
    }
    return spec;
}

// All that came out becomes a reference.
Result<> approveAll(Invocation &invocation, const CharacterId &id, const std::vector<Job> &jobs)
{
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadWrite));
    for (const Job &job : jobs) {
        for (const QString &take : job.takeIds) {
            const auto approved = approveForSheet(call.studio, id, TakeId(take));
            if (!approved && approved.error().code() != ProblemCode::NothingToUpdate)
                return approved;
        }
    }
    return {};
}

Result<Output> sheetOfCharacter(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY_ASSIGN(spec, sheetFrom(invocation.arguments, *queue));
    CharacterId id;
    Batch batch;
    std::vector<Job> jobs;
    {
        SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadOnly));
        SC_TRY_ASSIGN(character, findCharacter(call.studio, call.word(0)));
        SC_TRY_ASSIGN(drafted, draftSheet(call.studio, character, spec));
        id = character.id;
        batch = sheetBatch(*call.session, character, spec);
        jobs = std::move(drafted);
    }
    SC_TRY_ASSIGN(stored, queue->addBatch(batch, jobs, true));
    const auto now = [&] { return queue->jobsOfBatch(stored.id).value_or(std::vector<Job>()); };
    const bool approves = invocation.arguments.has(QStringLiteral("approve"));
    if (approves || invocation.arguments.has(QStringLiteral("wait"))) {
        SC_TRY(runQueue(
            invocation, *queue, [&] { return haveEnded(now()); },
            [&] {
                double done = 0;
                for (const Job &job : now())
                    done += job.isFinished() ? 1 : job.progress.value_or(0);
                return done / static_cast<double>(jobs.size());
            }));
    }
    if (approves)
        SC_TRY(approveAll(invocation, id, now()));
    QJsonArray list;
    QString text;
    int number = 0;
    for (const Job &job : now()) {
        list.append(jobJson(job));
        text += jobLine(++number, job);
    }
    return Output{text, QJsonObject{{QStringLiteral("batch"), stored.id.text()}, {QStringLiteral("jobs"), list}}};
}

Result<Output> trainingSetOf(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(character, findCharacter(call.studio, call.word(0)));
    if (!invocation.arguments.has(QStringLiteral("out")))
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("Name an empty folder with --out.")));
    const QString folder = QFileInfo(invocation.arguments.value(QStringLiteral("out"))).absoluteFilePath();
    SC_TRY_ASSIGN(set, exportTrainingSet(call.studio, character, folder));
    QStringList lines = {QCoreApplication::translate("sc::cli", "%n picture(s) with captions.", nullptr, set.pictures)};
    lines += set.skipped;
    return Output{lines.join(u'\n'), QJsonObject{{QStringLiteral("folder"), set.folder},
                                                 {QStringLiteral("pictures"), set.pictures},
                                                 {QStringLiteral("skipped"), QJsonArray::fromStringList(set.skipped)}}};
}

} // namespace

std::vector<Command> characterCommands()
{
    const QString noun = QStringLiteral("character");
    const QString one = QStringLiteral("[BUNDLE] NAME");
    const OptionSpec shared = sharedOption();
    const std::vector<OptionSpec> fields = {
        shared,
        {QStringLiteral("name"), QStringLiteral("NAME"), tr("1 to 200 characters")},
        {QStringLiteral("description"), QStringLiteral("TEXT"), tr("what goes into every prompt, at most 2000 characters")},
        {QStringLiteral("triggers"), QStringLiteral("A,B"), tr("trigger words, in front of the description")},
        {QStringLiteral("style"), QStringLiteral("TEXT"), tr("style notes, behind it")},
        {QStringLiteral("method"), QStringLiteral("METHOD"), QStringLiteral("ip_adapter, reactor, instantid, lora, prompt_only")},
        {QStringLiteral("weight"), QStringLiteral("N"), tr("of the method: IP-Adapter 0 to 2, others 0 to 1")},
        {QStringLiteral("reference"), QStringLiteral("FILE"), tr("a picture, may be repeated")},
        {QStringLiteral("face"), QStringLiteral("FILE"), tr("picture of the face, or none")},
        {QStringLiteral("full-body"), QStringLiteral("FILE"), tr("picture from head to foot, or none")},
        {QStringLiteral("any-size"), {}, tr("pictures over 10 MB, too")},
        {QStringLiteral("lora"), QStringLiteral("NAME[:WEIGHT]"), tr("may be repeated; none takes all away")},
        {QStringLiteral("look"), QStringLiteral("NAME=WORDS"), tr("a costume or an age, may be repeated; NAME alone takes it away")},
        {QStringLiteral("seed"), QStringLiteral("N"), tr("the same for every picture, or free")},
        {QStringLiteral("colour"), QStringLiteral("N"), tr("0 to 9")},
    };
    return {
        {noun, QStringLiteral("add"), one, tr("a new character"), 1, 2, fields, addCharacter},
        {noun,
         QStringLiteral("list"),
         QStringLiteral("[BUNDLE]"),
         tr("those of the project and shared ones"),
         0,
         1,
         {shared},
         listCharacters},
        {noun, QStringLiteral("show"), one, tr("everything of one"), 1, 2, {shared}, showCharacter},
        {noun, QStringLiteral("edit"), one, tr("change its fields"), 1, 2, fields, editCharacter},
        {noun,
         QStringLiteral("delete"),
         one,
         tr("its takes stay"),
         1,
         2,
         {shared, {QStringLiteral("anyway"), {}, tr("also while shots have it")}},
         deleteCharacter},
        {noun,
         QStringLiteral("duplicate"),
         one,
         tr("a copy in the project, or with --shared beside it"),
         1,
         2,
         {shared},
         duplicateCharacter},
        {noun, QStringLiteral("share"), QStringLiteral("BUNDLE NAME"), tr("move it to the shared ones"), 2, 2, {}, shareCharacter},
        {noun, QStringLiteral("use"), QStringLiteral("BUNDLE NAME"), tr("the shots that have it"), 2, 2, {}, useOfCharacter},
        {noun,
         QStringLiteral("apply"),
         QStringLiteral("BUNDLE NAME[,NAME...] CLIP..."),
         tr("into shots; several names in turn"),
         3,
         -1,
         {{QStringLiteral("role"), QStringLiteral("ROLE"), tr("lead, support, background or own words")},
          {QStringLiteral("weight"), QStringLiteral("N"), tr("0 to 2 (1)")},
          {QStringLiteral("look"), QStringLiteral("LOOK"), tr("one of its looks (the first)")},
          {QStringLiteral("remove"), {}, tr("out of the shots")}},
         applyCharacter},
        {noun,
         QStringLiteral("sheet"),
         QStringLiteral("BUNDLE NAME"),
         tr("pictures of it alone, made on a server"),
         2,
         2,
         {{QStringLiteral("profile"), QStringLiteral("P"), tr("comprehensive, headshots, poses, expressions, methods")},
          {QStringLiteral("style"), QStringLiteral("S"), tr("professional, casual, action, formal")},
          {QStringLiteral("control"), QStringLiteral("C"), tr("openpose, depth, canny or scribble of its full body picture")},
          {QStringLiteral("count"), QStringLiteral("N"), tr("2 to 8 (4)")},
          {QStringLiteral("look"), QStringLiteral("LOOK"), tr("one of its looks (the first)")},
          {QStringLiteral("family"), QStringLiteral("F"), tr("model family (the project's)")},
          {QStringLiteral("preset"), QStringLiteral("P"), tr("fast or quality")},
          {QStringLiteral("set"), QStringLiteral("KEY=VALUE"), tr("a parameter, may be repeated")},
          {QStringLiteral("server"), QStringLiteral("SERVER"), tr("only there")},
          {QStringLiteral("wait"), {}, tr("run the queue until it is done")},
          {QStringLiteral("approve"), {}, tr("wait, and take all that came out as references")}},
         sheetOfCharacter},
        {noun,
         QStringLiteral("training"),
         one,
         tr("its pictures with captions, as LoRA trainers want them"),
         1,
         2,
         {shared, {QStringLiteral("out"), QStringLiteral("FOLDER"), tr("an empty one, or a new one")}},
         trainingSetOf},
    };
}

} // namespace sc::cli
